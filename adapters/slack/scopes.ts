/** What the bot's token must be allowed, and why. The manifest lists the same; a test compares them. */
export const SCOPES = [
  // being called, and commands
  'app_mentions:read',
  'commands',
  // reading what is for the bot: channels it was invited to, private ones, direct chats
  'channels:history',
  'groups:history',
  'im:history',
  // the list of these, to catch up after an outage
  'channels:read',
  'groups:read',
  'im:read',
  // answering, and opening the direct chat
  'chat:write',
  'im:write',
  'assistant:write',
  // emoji on cards and questions
  'reactions:read',
  // what people attach, and charts
  'files:read',
  'files:write',
  // names and languages
  'users:read',
  // joining the account of the shop by the address that Slack has confirmed, where the learner asks for it
  'users:read.email',
] as const;
