/** The errors the Bot API answers with, in its own words. */
export class ApiProblem extends Error {
  readonly code: number;
  readonly parameters: { readonly retry_after?: number; readonly migrate_to_chat_id?: number } | undefined;
  constructor(code: number, description: string, parameters?: ApiProblem['parameters']) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

const bad = (words: string) => () => new ApiProblem(400, `Bad Request: ${words}`);
const forbidden = (words: string) => () => new ApiProblem(403, `Forbidden: ${words}`);
const conflict = (words: string) => () => new ApiProblem(409, `Conflict: ${words}`);

export const unauthorized = () => new ApiProblem(401, 'Unauthorized');
export const notFound = () => new ApiProblem(404, 'Not Found');
export const chatNotFound = bad('chat not found');
export const textEmpty = bad('message text is empty');
export const tooLong = bad('message is too long');
export const captionTooLong = bad('message caption is too long');
export const dataInvalid = bad('BUTTON_DATA_INVALID');
export const notModified = bad(
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
);
export const editNotFound = bad('message to edit not found');
export const cannotEdit = bad("message can't be edited");
export const deleteNotFound = bad('message to delete not found');
export const replyNotFound = bad('message to be replied not found');
export const threadNotFound = bad('message thread not found');
export const topicClosed = bad('TOPIC_CLOSED');
export const notForum = bad('the chat is not a forum');
export const noTopicRights = bad('not enough rights to create a topic');
export const queryTooOld = bad('query is too old and response timeout expired or query ID is invalid');
export const fileNotFound = bad('invalid file_id');
export const userNotFound = bad('user not found');
export const entityInvalid = bad("can't parse entities: the entity is outside of the text");
export const blocked = forbidden('bot was blocked by the user');
export const notStarted = forbidden("bot can't initiate conversation with a user");
export const kicked = forbidden('bot was kicked from the group chat');
export const twoPollers = conflict(
  'terminated by other getUpdates request; make sure that only one bot instance is running',
);
export const webhookActive = conflict(
  "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
);
export const tooMany = (seconds: number) =>
  new ApiProblem(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
export const migrated = (id: number) =>
  new ApiProblem(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: id });
