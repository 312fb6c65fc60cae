/** Every way a request can be refused, with its status and a kind sentence in both languages. */
import type { Refusal } from './wire.ts';

/** The longest text anybody may send, in characters (code points). */
export const MAX_TEXT = 100_000;

/** Requests above this many bytes are not read. */
export const MAX_BODY_BYTES = 1_000_000;

const PROBLEMS = {
  not_json: [
    400,
    '没读懂这次请求：内容要是 JSON 对象。',
    'That request could not be read: the body must be a JSON object.',
  ],
  not_json_type: [
    415,
    '请用 content-type: application/json 发送。',
    'Please send it with content-type: application/json.',
  ],
  bad_field: [400, '这一项缺失或写法不对。', 'This field is missing or not in the right form.'],
  empty_text: [400, '还没写内容。', 'There is nothing to send yet.'],
  text_too_long: [
    400,
    '太长了：一次最多 100,000 个字符，请分几次发。',
    'That is too long: 100,000 characters at a time is the limit. Please send it in parts.',
  ],
  body_too_large: [
    413,
    '太大了：一次最多 1 MB，请分几次发。',
    'That is too large: 1 MB at a time is the limit. Please send it in parts.',
  ],
  not_a_command: [
    400,
    '命令以斜杠开头，例如 /report overview。',
    'A command starts with a slash, for example /report overview.',
  ],
  unknown_place: [404, '没有这个地方。', 'There is no such place.'],
  unknown_thread: [404, '找不到这个讨论串。', 'There is no such thread.'],
  unknown_message: [404, '找不到这条消息，可能页面旧了。', 'That message is not there. The page may be out of date.'],
  unknown_button: [409, '这条消息上没有这个按钮。', 'That message has no such button.'],
  not_yours: [403, '这里只有它的主人可以说话。', 'Only the person this place belongs to can act here.'],
  key_reused: [409, '这个 key 已用于另一条消息。', 'This key was already used for another message.'],
  foreign_host: [403, '这一页只在本机使用。', 'This page is only for use on this computer.'],
  foreign_origin: [403, '不接受来自其他网站的请求。', 'Requests from other sites are not accepted.'],
  not_found: [404, '没有这个地址。', 'There is nothing at this address.'],
  not_received: [
    503,
    '没有收妥，内容还在，请再发一次。',
    'It was not received. Your text is safe; please send it again.',
  ],
  closed: [
    503,
    '服务正在启动或停止，请稍后再发一次。',
    'The service is starting or stopping. Please send it again in a moment.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Why a request was refused; `field` where one part of it is at fault. */
export interface Problem {
  readonly code: ProblemCode;
  readonly field: string | null;
}

/** A value, or the reason why there is none. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function pass<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function refuse(code: ProblemCode, field: string | null = null): Checked<never> {
  return { ok: false, problem: { code, field } };
}

/** The HTTP answer for a problem. */
export function toResponse(problem: Problem): Response {
  const [status, zh, en] = PROBLEMS[problem.code];
  const body: Refusal = { error: problem.code, field: problem.field, message: { zh, en } };
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
