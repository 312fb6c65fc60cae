/** Reads multipart bodies as Telegram does: grammY leaves out the spaces that stricter readers ask for. */

export interface Part {
  readonly name: string;
  /** Null for a plain field. */
  readonly fileName: string | null;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export function readMultipart(body: Buffer, contentType: string): Part[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) throw new Error('a multipart body without a boundary');
  const parts: Part[] = [];
  const edge = Buffer.from(`--${boundary}`);
  let from = body.indexOf(edge);
  while (from >= 0) {
    const next = body.indexOf(edge, from + edge.length);
    if (next < 0) break;
    // Each part stands between `\r\n` after its edge and `\r\n` before the next one.
    parts.push(readPart(body.subarray(from + edge.length + 2, next - 2)));
    from = next;
  }
  return parts;
}

function readPart(part: Buffer): Part {
  const end = part.indexOf('\r\n\r\n');
  const head = part.subarray(0, end).toString('utf8');
  const parameter = (name: string) => new RegExp(`;\\s*${name}="?([^";\\r\\n]*)"?`, 'i').exec(head)?.[1] ?? null;
  return {
    name: parameter('name') ?? '',
    fileName: parameter('filename'),
    mediaType: /content-type:\s*(\S+)/i.exec(head)?.[1] ?? 'application/octet-stream',
    bytes: new Uint8Array(part.subarray(end + 4)),
  };
}
