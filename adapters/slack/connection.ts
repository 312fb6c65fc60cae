/** Who the bot is, and which way Slack reaches it, from the settings. */
import type { Receiver } from '@slack/bolt';
import { OperatorError } from '../../src/errors.ts';
import type { Api, Identity } from './api.ts';
import { toErrorCode, toRemedy } from './failures.ts';
import type { SlackOptions } from './options.ts';
import { createHttpReceiver, createSocketReceiver, type HttpReceiver, type SocketOptions } from './receiver.ts';

const SOCKETS = 2;

/** By sockets where there is an app token, else by signed HTTP. Throws `OperatorError` where neither is possible. */
export function toReceiver(
  { appToken, signingSecret, apiUrl, sockets, clock }: SlackOptions,
  rest: Pick<SocketOptions, 'logger' | 'gate' | 'onUp' | 'onDown'>,
): Receiver & Partial<HttpReceiver> {
  if (appToken) return createSocketReceiver({ appToken, apiUrl, count: sockets ?? SOCKETS, ...rest });
  if (signingSecret) return createHttpReceiver(signingSecret, () => clock.now(), rest.gate);
  throw new OperatorError('Slack cannot reach us: set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)');
}

/** Null where Slack cannot be reached: then it is worth trying again. Throws `OperatorError` for a token that is refused. */
export async function identify({ outbox }: Api): Promise<Identity | null> {
  try {
    const { user_id, bot_id, team_id } = await outbox.auth.test();
    return { botUser: user_id ?? '', botId: bot_id ?? '', team: team_id ?? '' };
  } catch (error) {
    const code = toErrorCode(error);
    if (code === null) return null;
    throw new OperatorError(`Slack: SLACK_BOT_TOKEN cannot be used: ${code}; ${toRemedy(code)}`, { cause: error });
  }
}
