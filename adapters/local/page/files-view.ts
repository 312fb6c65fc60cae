/** The files below a message: pictures are shown, with their description; everything else is a link that saves it. */
import type { ChatMessage } from '../wire.ts';
import { make } from './dom.ts';

const PICTURE = /^image\/(png|jpeg|gif|webp)$/;

/** Empty where there are none. */
export function createFiles({ id, files }: ChatMessage): HTMLElement[] {
  return files.map(({ name, mediaType, alt }, n) => {
    const href = `/local/files/${encodeURIComponent(id)}/${n}`;
    if (!PICTURE.test(mediaType)) return make('a', { class: 'file', href, download: name }, `📎 ${name}`);
    const picture = make('img', { src: href, alt: alt || name });
    return make('a', { class: 'picture', href, target: '_blank', rel: 'noopener' }, picture);
  });
}
