/** What `doctor` asks Slack: tokens, scopes, the way in, and the channels. Changes nothing and opens no socket: one more socket would be given events. */
import type { webApi } from '@slack/bolt';
import { type PlaceId, platformOf } from '../../src/domain/place.ts';
import { createApi, type WebClient } from './api.ts';
import { toErrorCode, toRemedy } from './failures.ts';
import type { SlackOptions } from './options.ts';
import { toChannel } from './outbound.ts';
import { toLibraryLog } from './safe-log.ts';
import { SCOPES } from './scopes.ts';

export interface SlackCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  /** Empty where all is well. */
  readonly remedy: string;
}

type Settings = Pick<
  SlackOptions,
  'botToken' | 'appToken' | 'signingSecret' | 'apiUrl' | 'staffPlaces' | 'learnerPlaces'
>;
type Answer = webApi.WebAPICallResult;

const REINSTALL = 'compare OAuth & Permissions with adapters/slack/slack-manifest.yaml and install the app again';

function toFailed(name: string, error: unknown, remedy?: string): SlackCheck {
  const code = toErrorCode(error);
  if (code === null) {
    return { name, ok: false, found: 'Slack cannot be reached', remedy: 'check the network and SLACK_API_URL' };
  }
  return { name, ok: false, found: code, remedy: remedy ?? toRemedy(code) };
}

function checkScopes(answer: Answer): SlackCheck {
  const name = 'slack scopes';
  const granted = answer.response_metadata?.scopes ?? [];
  const missing = SCOPES.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return { name, ok: true, found: `all ${SCOPES.length} are granted`, remedy: '' };
  return { name, ok: false, found: `missing: ${missing.join(', ')}`, remedy: REINSTALL };
}

async function checkWayIn({ appToken, signingSecret }: Settings, client: WebClient): Promise<SlackCheck> {
  if (!appToken) {
    const name = 'slack signing secret';
    const ok = /^[0-9a-f]{32}$/i.test(signingSecret ?? '');
    const found = ok ? 'has the right form; events come to /slack/events' : 'is not 32 letters and digits (0-9, a-f)';
    return { name, ok, found, remedy: ok ? '' : 'copy it from Basic Information → Signing Secret' };
  }
  const name = 'slack socket';
  try {
    await client.apps.connections.open({ token: appToken });
    return { name, ok: true, found: 'Socket Mode answers', remedy: '' };
  } catch (error) {
    const remedy =
      'switch on Socket Mode and set SLACK_APP_TOKEN to an app-level token (xapp-…) with the scope connections:write';
    return toFailed(name, error, remedy);
  }
}

async function checkChannel(place: PlaceId, client: WebClient): Promise<SlackCheck> {
  const name = `slack place ${place}`;
  try {
    const { channel } = await client.conversations.info({ channel: toChannel(place) });
    if (channel?.is_archived) return { name, ok: false, found: 'archived', remedy: toRemedy('is_archived') };
    if (!channel?.is_member && !channel?.is_im) {
      return { name, ok: false, found: 'the app is not in it', remedy: toRemedy('not_in_channel') };
    }
    return { name, ok: true, found: 'the app is in it', remedy: '' };
  } catch (error) {
    return toFailed(name, error);
  }
}

export async function checkSlack(settings: Settings): Promise<readonly SlackCheck[]> {
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const { outbox: client } = createApi(settings.botToken, settings.apiUrl, toLibraryLog(silent));
  const checks: SlackCheck[] = [];
  try {
    const answer = await client.auth.test();
    checks.push({ name: 'slack token', ok: true, found: `${answer.user} in ${answer.team}`, remedy: '' });
    checks.push(checkScopes(answer));
  } catch (error) {
    checks.push(toFailed('slack token', error));
  }
  checks.push(await checkWayIn(settings, client));
  // Without the token nothing more can be asked.
  if (!checks[0]?.ok) return checks;
  const ours = [...settings.staffPlaces, ...settings.learnerPlaces].filter((place) => platformOf(place) === 'slack');
  for (const place of new Set(ours)) checks.push(await checkChannel(place, client));
  return checks;
}
