/** What the bot sends: platform-neutral messages that an adapter turns into API calls, and what came of them. */
import type { Button } from './choice.ts';
import type { Language } from './language.ts';
import type { PersonId, PlaceId, Platform } from './place.ts';
import type { ReportRequest } from './report.ts';
import type { StudyPicture } from './study.ts';

export type { ReportRequest } from './report.ts';

/** Plain text (adapters escape it for their platform) and rows of buttons. */
export interface Message {
  readonly text: string;
  readonly buttons: readonly (readonly Button[])[];
  readonly files?: readonly MessageFile[];
}

/** A file sent with a message. The outbox reads a `platform` source before the adapter sees it: adapters get bytes only. */
export interface MessageFile {
  readonly name: string;
  readonly mediaType: string;
  readonly alt: string;
  readonly source:
    | { readonly kind: 'platform'; readonly platform: Platform; readonly ref: string }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array };
}

/** What is put together from the store when it is sent, so that it is of that moment. */
export type View =
  | {
      readonly name: 'transcript';
      readonly conversationId: string;
      readonly ticket: string | null;
      /** With notes and who did what. */
      readonly forStaff: boolean;
      readonly language: Language;
    }
  | { readonly name: 'tickets'; readonly community: string; readonly learner: PersonId; readonly language: Language }
  | { readonly name: 'home'; readonly community: string; readonly learner: PersonId; readonly language: Language }
  | { readonly name: 'queues'; readonly community: string; readonly language: Language }
  | { readonly name: 'checks'; readonly language: Language }
  | {
      readonly name: 'practice';
      readonly community: string;
      readonly seed: string;
      readonly reveal: string | null;
      readonly language: Language;
    }
  | {
      /** Words that are there already, with a picture that is drawn when it is sent. */
      readonly name: 'study';
      readonly text: string;
      readonly picture: StudyPicture;
      readonly buttons: readonly (readonly Button[])[];
    }
  | { readonly name: 'audit'; readonly community: string; readonly ticket: string | null; readonly language: Language };

export type DeliveryBody =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'report'; readonly report: ReportRequest }
  | { readonly kind: 'view'; readonly view: View };

export interface Delivery {
  /** `<event id>:<n>`; sending the same id twice must not show two messages where the platform can prevent it. */
  readonly id: string;
  /** null for answers to commands that belong to no conversation. */
  readonly conversationId: string | null;
  readonly audience: 'learner' | 'staff' | 'admin';
  readonly place: PlaceId;
  /** The thread as the platform names it, or `slot:<slot>`: the thread below the message in that slot. */
  readonly thread: string | null;
  /** Deliveries with the same slot and place are one message: the first posts it, later ones edit it. null = always a new message. */
  readonly slot: string | null;
  /** Sent only if that earlier delivery of the same conversation was sent, otherwise skipped; null = no condition. */
  readonly requires: string | null;
  /** Shown to that person only, where the platform can; null = the place as it is. */
  readonly privateTo?: PersonId | null;
  readonly body: DeliveryBody;
}

/** What the platform gave back: enough to edit the message and to recognise its thread. */
export interface Receipt {
  readonly messageId: string;
  /** The thread below the message, as inbound events will name it; null where there is none. */
  readonly threadId: string | null;
}

/** Thread reference to the thread below the message in `slot`. */
export function threadOfSlot(slot: string): string {
  return `slot:${slot}`;
}
