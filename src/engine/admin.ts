/** What admins do in chat: figures, the knowledge base, queues, roles, and who did what. What is set here is stored and wins over files and environment. */
import { parseDuration } from '../domain/duration.ts';
import type { CommandInvoked } from '../domain/event.ts';
import { parseHours } from '../domain/hours.ts';
import { ASSIGNMENT_MODES } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';
import { parsePlatformId } from '../domain/place.ts';
import { QUEUE_KEY, type QueueSettings, ROLE_KEY } from '../support/chat-settings.ts';
import { adminWords } from './admin-words.ts';
import type { Context } from './context.ts';
import { answerAt, type Draft, patchSetting, record, setSetting } from './draft.ts';
import { onReportCommand } from './on-report.ts';
import { quote } from './replies.ts';
import type { AdminVerb } from './verbs.ts';

const LONGEST_NAME = 40;

/** The engine has checked that the author is an admin. */
export function onAdminVerb(
  draft: Draft,
  event: CommandInvoked,
  verb: AdminVerb,
  context: Context,
  language: Language,
): void {
  switch (verb) {
    case 'report':
    case 'kb':
      return onReportCommand(draft, event, verb, context, language);
    case 'queue':
      return queue(draft, event, context, language);
    // Short for `/queue set`: `/hours billing Mon-Fri 09:00-18:00`, `/sla billing response 30m`.
    case 'hours':
    case 'sla': {
      const words = event.args.trim();
      if (words === '') return queue(draft, { ...event, args: 'list' }, context, language);
      const args = verb === 'hours' ? words.replace(/^(\S+)\s+/, '$1 hours ') : words;
      return queue(draft, { ...event, args: `set ${args}` }, context, language);
    }
    case 'doctor':
      record(draft, 'ignored', event.author.id, { reason: 'checks shown' });
      return answerAt(draft, event.spot, 'admin', { kind: 'view', view: { name: 'checks', language } });
    case 'role':
      return role(draft, event, context, language);
    case 'audit': {
      const ticket = /T-[0-9A-Z]{6}/i.exec(event.args)?.[0]?.toUpperCase() ?? null;
      record(draft, 'ignored', event.author.id, { reason: 'audit shown', ticket });
      return answerAt(draft, event.spot, 'admin', {
        kind: 'view',
        view: { name: 'audit', community: event.community, ticket, language },
      });
    }
  }
}

function refuse(draft: Draft, event: CommandInvoked, words: string): void {
  record(draft, 'refused', event.author.id, { reason: 'wrong use', verb: event.verb.toLowerCase() });
  answerAt(draft, event.spot, 'admin', words);
}

/** `list` · `add NAME [words]` · `set NAME places|hours|response|resolution|lease|assign VALUE` · `reset NAME`. */
function queue(draft: Draft, event: CommandInvoked, context: Context, language: Language): void {
  const [, verb = 'list', name = '', key = '', value = ''] =
    /^(\S+)(?:\s+(\S+))?(?:\s+(\S+))?(?:\s+([\s\S]+))?$/.exec(event.args.trim()) ?? [];
  const { queues } = context.knowledge;
  switch (verb.toLowerCase()) {
    case 'list':
      record(draft, 'ignored', event.author.id, { reason: 'queues shown' });
      return answerAt(draft, event.spot, 'admin', {
        kind: 'view',
        view: { name: 'queues', community: event.community, language },
      });
    case 'add': {
      if (!/^[a-z][a-z0-9_]{0,39}$/.test(name))
        return refuse(draft, event, adminWords.badQueueName(quote(name), language));
      if (queues.has(name)) return refuse(draft, event, adminWords.queueExists(name, language));
      const words = [key, value].filter(Boolean).join(' ').slice(0, LONGEST_NAME) || name;
      return keep(
        draft,
        event,
        `${QUEUE_KEY}${name}`,
        { name: { zh: words, en: words } },
        adminWords.queueAdded(name, language),
      );
    }
    case 'set': {
      if (!queues.has(name))
        return refuse(draft, event, adminWords.noQueue(quote(name), [...queues.keys()].join(', '), language));
      const change = toQueueChange(key.toLowerCase(), value.trim());
      if (typeof change === 'string')
        return refuse(draft, event, adminWords.badQueueValue(change, quote(value), language));
      patchSetting(draft, `${QUEUE_KEY}${name}`, change);
      record(draft, 'configured', event.author.id, { key: `${QUEUE_KEY}${name}`, [key.toLowerCase()]: value });
      return answerAt(draft, event.spot, 'admin', adminWords.queueSet(name, key, value, language));
    }
    case 'reset':
      if (!context.stored.has(`${QUEUE_KEY}${name}`))
        return refuse(draft, event, adminWords.nothingSet(quote(name), language));
      return keep(draft, event, `${QUEUE_KEY}${name}`, null, adminWords.queueReset(name, language));
    default:
      return refuse(draft, event, adminWords.queueHelp(language));
  }
}

function keep(draft: Draft, event: CommandInvoked, key: string, value: unknown, words: string): void {
  setSetting(draft, key, value);
  record(draft, 'configured', event.author.id, { key });
  answerAt(draft, event.spot, 'admin', words);
}

/** The change, or the name of what is wrong with it. */
function toQueueChange(key: string, value: string): QueueSettings | 'key' | 'places' | 'hours' | 'duration' | 'assign' {
  switch (key) {
    case 'places':
    case 'channel': {
      const places = value
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map(parsePlatformId);
      return places.length > 0 && places.every((place) => place !== null) ? { places } : 'places';
    }
    case 'hours': {
      const hours = parseHours(value === 'always' ? '' : value);
      return hours ?? 'hours';
    }
    case 'response':
    case 'resolution':
    case 'lease': {
      const ms = parseDuration(value);
      if (ms === null) return 'duration';
      return key === 'response'
        ? { firstResponseMs: ms }
        : key === 'resolution'
          ? { resolutionMs: ms }
          : { leaseMs: ms };
    }
    case 'assign': {
      const assignment = ASSIGNMENT_MODES.find((each) => each === value);
      return assignment ? { assignment } : 'assign';
    }
    default:
      return 'key';
  }
}

/** `platform:id agent|lead|admin|none`. An admin cannot take their own role away: somebody must be left. */
function role(draft: Draft, event: CommandInvoked, context: Context, language: Language): void {
  const [typed = '', name = ''] = event.args.trim().split(/\s+/);
  const person = parsePlatformId(typed.replace(/^@/, ''));
  if (typed === '' || typed === 'list') {
    record(draft, 'ignored', event.author.id, { reason: 'roles shown' });
    const { admins, leads, agents } = context.roles;
    return answerAt(draft, event.spot, 'admin', adminWords.roles([...admins], [...leads], [...agents], language));
  }
  if (!person || !['agent', 'lead', 'admin', 'none'].includes(name))
    return refuse(draft, event, adminWords.roleHelp(language));
  if (person === event.author.id && name !== 'admin') return refuse(draft, event, adminWords.ownRole(language));
  setSetting(draft, `${ROLE_KEY}${person}`, name);
  record(draft, 'configured', event.author.id, { key: `${ROLE_KEY}${person}`, role: name });
  const { agents } = context.roles;
  const open = name === 'none' && agents.size > 0 ? (context.agents.find(({ id }) => id === person)?.open ?? 0) : 0;
  const left = open > 0 ? [adminWords.ticketsLeft(open, language)] : [];
  answerAt(draft, event.spot, 'admin', [adminWords.roleSet(person, name, language), ...left].join('\n'));
}
