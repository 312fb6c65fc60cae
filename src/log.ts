/** The process's log: pino JSON on stderr, pretty on a terminal. Secrets, learners' words and names have no business here. */
import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

/** Fields that must not be printed even if somebody logs a whole object by mistake. */
const SECRET = ['text', 'name', 'learnerName', 'token', 'authorization', 'comment', 'questions', 'message.text'];

export function createLog(level: string, stream: NodeJS.WriteStream = process.stderr): Logger {
  const redact = { paths: SECRET.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[redacted]' };
  const options = { level, redact, base: null };
  return stream.isTTY
    ? pino(options, pretty({ colorize: true, ignore: 'pid,hostname', destination: stream }))
    : pino(options, stream);
}
