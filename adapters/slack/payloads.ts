/** The parts of Slack's payloads that this adapter reads. Bolt's own types ask for far more than is sent in every case. */

export interface SlackFile {
  readonly id: string;
  readonly name?: string | null;
  readonly mimetype?: string;
  readonly size?: number;
  readonly url_private?: string;
  /** `tombstone`, `hidden_by_limit`: gone; `external`: a link to somewhere else. */
  readonly mode?: string;
  readonly url_private_download?: string;
}

/** A message as events, histories and interactions carry it. */
export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly text?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly subtype?: string;
  readonly thread_ts?: string;
  /** Who began the thread; absent on a root message. */
  readonly parent_user_id?: string;
  readonly channel_type?: string;
  readonly files?: readonly SlackFile[];
  /** Messages that were forwarded, and previews of addresses. */
  readonly attachments?: readonly { readonly is_share?: boolean; readonly text?: string }[];
  readonly edited?: { readonly user?: string; readonly ts: string };
}

/** `message_changed` and `message_deleted`. */
export interface SlackChange {
  readonly subtype: 'message_changed' | 'message_deleted';
  readonly channel: string;
  readonly event_ts: string;
  /** As it is now; without its channel. */
  readonly message?: Omit<SlackMessage, 'channel'>;
  readonly previous_message?: Omit<SlackMessage, 'channel'>;
  readonly deleted_ts?: string;
}

export interface SlackAction {
  readonly type: string;
  readonly action_id: string;
  readonly action_ts: string;
  readonly value?: string;
  readonly selected_option?: { readonly value: string } | null;
}

/** A pressed button or a taken option, on a message or on the Home tab. */
export interface SlackPress {
  readonly user: { readonly id: string };
  readonly trigger_id: string;
  readonly response_url?: string;
  readonly container: {
    readonly type: string;
    readonly message_ts?: string;
    readonly channel_id?: string;
    readonly thread_ts?: string;
    readonly is_ephemeral?: boolean;
  };
  readonly actions: readonly SlackAction[];
}

export interface SlackSlashCommand {
  readonly command: string;
  readonly text: string;
  readonly user_id: string;
  readonly channel_id: string;
  readonly trigger_id: string;
  readonly response_url: string;
}

interface SlackField {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
}

export interface SlackSubmission {
  readonly user: { readonly id: string };
  readonly view: {
    readonly id: string;
    readonly private_metadata: string;
    readonly state: {
      readonly values: Readonly<Record<string, Readonly<Record<string, SlackField>>>>;
    };
  };
}

export interface SlackReaction {
  readonly user: string;
  readonly reaction: string;
  readonly item: { readonly type: string; readonly channel: string; readonly ts: string };
  readonly event_ts: string;
}

/** Seconds with a fraction, as text → ms. */
export function toMs(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}
