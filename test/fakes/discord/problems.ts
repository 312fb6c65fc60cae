/** The errors Discord answers with: status, its own code, its own words. */

export class ApiProblem extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: object | null;

  constructor(status: number, code: number, message: string, errors: object | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

export const unauthorized = () => new ApiProblem(401, 0, '401: Unauthorized');
export const unknownRoute = () => new ApiProblem(404, 0, '404: Not Found');
export const unknownChannel = () => new ApiProblem(404, 10003, 'Unknown Channel');
export const unknownGuild = () => new ApiProblem(404, 10004, 'Unknown Guild');
export const unknownMember = () => new ApiProblem(404, 10007, 'Unknown Member');
export const unknownMessage = () => new ApiProblem(404, 10008, 'Unknown Message');
export const unknownUser = () => new ApiProblem(404, 10013, 'Unknown User');
export const unknownWebhook = () => new ApiProblem(404, 10015, 'Unknown Webhook');
export const unknownInteraction = () => new ApiProblem(404, 10062, 'Unknown interaction');
export const answeredBefore = () => new ApiProblem(400, 40060, 'Interaction has already been acknowledged.');
export const missingAccess = () => new ApiProblem(403, 50001, 'Missing Access');
export const notYourMessage = () => new ApiProblem(403, 50005, 'Cannot edit a message authored by another user');
export const emptyMessage = () => new ApiProblem(400, 50006, 'Cannot send an empty message');
export const closedDirect = () => new ApiProblem(403, 50007, 'Cannot send messages to this user');
export const wrongChannelType = () => new ApiProblem(400, 50024, 'Cannot execute action on this channel type');
export const missingPermissions = () => new ApiProblem(403, 50013, 'Missing Permissions');
export const deadToken = () => new ApiProblem(401, 50027, 'Invalid Webhook Token');
export const archivedThread = () => new ApiProblem(400, 50083, 'Thread is archived');
export const tooLarge = () => new ApiProblem(413, 40005, 'Request entity too large');
export const threadExists = () => new ApiProblem(400, 160004, 'A thread has already been created for this message');
export const tooManyThreads = () => new ApiProblem(400, 160006, 'Maximum number of active threads reached');

export function invalidForm(field: string, words: string): ApiProblem {
  const errors = { [field]: { _errors: [{ code: 'BASE_TYPE_INVALID', message: words }] } };
  return new ApiProblem(400, 50035, 'Invalid Form Body', errors);
}
