/** What a failed API call means: whether trying again can help, when, and what somebody can do about it. */
import { webApi } from '@slack/bolt';
import { DeliveryError } from '../../src/errors.ts';

const INVITE = 'invite the app to the channel (/invite @Afterclass)';
const REINSTALL = 'install the app again and set SLACK_BOT_TOKEN';

/** Errors that no repetition cures, with the remedy. */
const REMEDIES: Readonly<Record<string, string>> = {
  channel_not_found: `check the channel's id, and where it is private ${INVITE}`,
  not_in_channel: INVITE,
  is_archived: 'unarchive the channel, or name another place',
  thread_not_found: 'the message this thread belonged to is gone',
  cannot_reply_to_message: 'this kind of message takes no replies',
  message_not_found: 'the message was deleted',
  cant_update_message: 'the message is not the app’s own',
  edit_window_closed: 'the workspace allows no late edits',
  user_not_found: 'the person left the workspace',
  user_disabled: 'the person’s account is switched off',
  cannot_dm_bot: 'bots have no direct chat with each other',
  user_not_visible: 'the person is not visible to the app',
  messages_tab_disabled: 'switch on the Messages tab under App Home',
  restricted_action: 'a workspace preference forbids the app to post there',
  restricted_action_read_only_channel: 'let the app post in this read-only channel',
  restricted_action_thread_only_channel: 'the channel takes replies in threads only',
  restricted_action_non_threadable_channel: 'the channel takes no threads',
  restricted_action_thread_locked: 'the thread is locked',
  missing_scope: 'add the missing scope of slack-manifest.yaml and install the app again',
  not_authed: 'set SLACK_BOT_TOKEN',
  invalid_auth: REINSTALL,
  token_revoked: REINSTALL,
  token_expired: REINSTALL,
  account_inactive: REINSTALL,
  not_allowed_token_type: 'SLACK_BOT_TOKEN must be the bot’s token (xoxb-…)',
  org_login_required: 'the workspace is being moved to an organisation',
  team_access_not_granted: REINSTALL,
  access_denied: 'the app may not do this here',
  no_text: 'the message is empty',
  msg_too_long: 'the message is too long for Slack',
  msg_blocks_too_long: 'the message is too long for Slack',
  invalid_blocks: 'Slack refuses the message’s layout',
  invalid_arguments: 'Slack refuses the call',
  file_upload_size_restricted: 'the workspace does not allow files of this size',
  posting_to_channel_denied: 'the app may not post there',
  file_uploads_disabled: 'the workspace allows no uploads',
  file_type_not_allowed: 'the workspace does not allow files of this type',
  file_uploads_except_images_disabled: 'the workspace allows images only',
  storage_limit_reached: 'the workspace’s storage is full',
};

/** What these mean of a direct chat: the person, not the app's settings. */
const UNREACHABLE = new Set(['channel_not_found', 'is_archived', 'not_in_channel', 'user_disabled', 'user_not_found']);
const ASK_ELSEWHERE = 'the person left the workspace or their account is switched off; write to them another way';

/** The platform's error code, or null for faults of the network or the server. */
export function toErrorCode(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? String(error.data.error) : null;
}

/** True where the call may have been carried out although it failed: no answer of Slack's own came. */
export function isUncertain(error: unknown): boolean {
  return error instanceof webApi.WebAPIHTTPError || error instanceof webApi.WebAPIRequestError;
}

export function toRemedy(code: string): string {
  return REMEDIES[code] ?? 'see the code in Slack’s API reference';
}

/** `place` is named in the reason, which staff read; tokens and learners' words never are. */
export function toDeliveryError(error: unknown, place: string): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new DeliveryError(`Slack asks to wait ${error.retryAfter} s`, {
      retryAfterMs: error.retryAfter * 1000,
      cause: error,
    });
  }
  const code = toErrorCode(error);
  if (code === 'ratelimited' || code === 'rate_limited' || code === 'message_limit_exceeded') {
    return new DeliveryError(`Slack: ${code}`, { retryAfterMs: 1000, cause: error });
  }
  if (code !== null && Object.hasOwn(REMEDIES, code)) {
    const remedy = /[:/]D\w+$/.test(place) && UNREACHABLE.has(code) ? ASK_ELSEWHERE : toRemedy(code);
    return new DeliveryError(`${place}: ${code}; ${remedy}`, { permanent: true, cause: error });
  }
  if (code !== null) return new DeliveryError(`${place}: Slack answered ${code}`, { cause: error });
  const status = error instanceof webApi.WebAPIHTTPError ? `HTTP ${error.statusCode}` : 'no connection';
  return new DeliveryError(`Slack: ${status}`, { cause: error });
}
