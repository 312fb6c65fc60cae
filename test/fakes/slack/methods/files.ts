/** files.*: the three steps of an upload, and what is known of a file. */
import { type Call, type Method, openChannelOf, parse, Refusal, toFile, toWire } from '../call.ts';
import { BOT, BOT_USER, escapeText } from '../world.ts';

const MIME: Readonly<Record<string, string>> = { png: 'image/png', txt: 'text/plain', pdf: 'application/pdf' };

function filesOf(call: Call) {
  const named = parse<{ id: string; title?: string }[]>(call, 'files') ?? [];
  const isSound = (one: object) => 'id' in one && Object.keys(one).every((key) => key === 'id' || key === 'title');
  if (!Array.isArray(named) || named.length === 0 || !named.every(isSound)) throw new Refusal('invalid_arguments');
  return named.map(({ id }) => {
    const file = call.world.files.get(id);
    // Only what was uploaded, and once.
    if (!file?.bytes || file.length === null) throw new Refusal('file_not_found');
    file.length = null;
    return file;
  });
}

export const files: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': (call) => {
    const { filename = '', length, alt_txt = null } = call.args;
    if (alt_txt !== null && alt_txt.length > 1000) throw new Refusal('alt_txt_too_large');
    if (!(Number(length) > 0)) throw new Refusal('missing_argument');
    const id = call.world.next('F');
    const mimetype = MIME[filename.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    call.world.files.set(id, {
      id,
      name: filename,
      mimetype,
      user: BOT_USER,
      alt: alt_txt,
      bytes: null,
      length: Number(length),
    });
    return { file_id: id, upload_url: `${call.url}/upload/${id}` };
  },

  'files.completeUploadExternal': (call) => {
    const uploaded = filesOf(call);
    if (call.args.channel_id === undefined) return { files: uploaded.map(toFile) };
    const channel = openChannelOf(call, 'channel_id');
    const message = call.world.post({
      channel: channel.id,
      user: BOT_USER,
      botId: BOT,
      text: escapeText(call.args.initial_comment ?? ''),
      threadTs: call.args.thread_ts ?? null,
      subtype: 'file_share',
      files: uploaded,
    });
    const about = { channel: channel.id, channel_type: channel.kind, event_ts: message.ts };
    call.emit('FileShareMessageEvent', { ...toWire(message), ...about });
    return { files: uploaded.map(toFile) };
  },

  'files.info': (call) => {
    const file = call.world.files.get(call.args.file ?? '');
    if (!file) throw new Refusal('file_not_found');
    return { file: { ...toFile(file), ...call.world.overrides.get(file.id) } };
  },
};
