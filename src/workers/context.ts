/** Gathers what the engine may look at for one event. Reads the store, decides nothing. */
import type { StoredConversation } from '../domain/change.ts';
import type { Ticket } from '../domain/conversation.ts';
import { type InboundEvent, isFromPerson } from '../domain/event.ts';
import type { Knowledge, Queue } from '../domain/knowledge.ts';
import type { CourseProgress } from '../domain/learning-state.ts';
import type { PersonId } from '../domain/place.ts';
import { NO_PROFILE, type Profile } from '../domain/profile.ts';
import { toWholeSteps } from '../domain/public-steps.ts';
import type { Purchase } from '../domain/purchase.ts';
import type { Rule } from '../domain/rule.ts';
import type { Context, PublicRating } from '../engine/context.ts';
import { asksLinkByEmail, toLinkCode, toOtherKey } from '../engine/keys.ts';
import type { Clock, SharedRating, Store } from '../ports.ts';
import { calendarOf } from '../support/calendar/calendar.ts';
import { applyQueues, applyRoles } from '../support/chat-settings.ts';
import { type EntitlementTerms, toEntitlement, toEntitlementTerms } from '../support/entitlement.ts';
import { routeByRules, routeTo } from '../support/routing.ts';
import { createRules, type Rules } from '../support/rules.ts';
import { loadLearning, sectionFinderOf } from './learning.ts';

/** What does not change from event to event. */
export type Surroundings = Pick<
  Context,
  'knowledge' | 'staffPlaces' | 'roles' | 'settings' | 'readLinkCode' | 'renew'
> & {
  /** How far a learner of the shop is in each course, as a file tells it. Unset: nobody tells. */
  readonly progressOf?: (account: string) => readonly CourseProgress[];
  /** The account with the address that the platform has confirmed for that person; null where there is none. Unset: nobody can tell. */
  readonly findAccountByEmail?: (person: PersonId) => Promise<string | null>;
};

/** What holds for all events of a batch. */
export type Standing = Surroundings &
  Pick<
    Context,
    'agents' | 'now' | 'stored' | 'calendarOf' | 'recentWaits' | 'publicRating' | 'route' | 'routeTo' | 'findSections'
  >;

const compiled = new WeakMap<readonly Rule[], Rules>();

/** The knowledge base's rules, ready to be applied; made once for each time they are loaded. */
export function rulesOf({ rules = NO_RULES }: Knowledge, timeZone: string): Rules {
  const known = compiled.get(rules) ?? createRules(rules, timeZone);
  compiled.set(rules, known);
  return known;
}

/** Every person counts once, with the mean of theirs; only whole steps of people (`toWholeSteps`). Oldest first. */
export function toPublicRating(shared: readonly SharedRating[]): PublicRating | null {
  const told = toWholeSteps(shared, ({ learner }) => learner);
  const own = [...Map.groupBy(told, ({ learner }) => learner).values()].map(
    (ratings) => ratings.reduce((sum, { score }) => sum + score, 0) / ratings.length,
  );
  if (own.length === 0) return null;
  return { mean: own.reduce((a, b) => a + b) / own.length, people: own.length };
}

const NO_RULES: readonly Rule[] = [];

/** How long (ms) first response times are taken for the latest. */
const WAITS_MS = 60_000;
const MOST_TICKETS = 500;

/** The environment and the files with what was set in chat laid over them. */
export function createStandingLoader(
  store: Store,
  clock: Clock,
  surroundings: Surroundings,
): (community: string) => Promise<Standing> {
  let waits: { readonly at: number; readonly tickets: readonly Ticket[] } | null = null;
  const ratings = new Map<string, { readonly at: number; readonly shared: readonly SharedRating[] }>();

  async function recentTickets(now: number): Promise<readonly Ticket[]> {
    if (!waits || now - waits.at >= WAITS_MS || now < waits.at) {
      waits = { at: now, tickets: await store.recentTickets(MOST_TICKETS) };
    }
    return waits.tickets;
  }

  async function sharedRatings(community: string, now: number): Promise<readonly SharedRating[]> {
    const known = ratings.get(community);
    if (known && now - known.at < WAITS_MS && now >= known.at) return known.shared;
    const shared = await store.sharedRatings(community, MOST_TICKETS);
    ratings.set(community, { at: now, shared });
    return shared;
  }

  return async (community) => {
    const now = clock.now();
    const stored = await store.settings(community);
    const agents = await store.agents(community);
    const tickets = await recentTickets(now);
    const shared = await sharedRatings(community, now);
    const knowledge = applyQueues(surroundings.knowledge, stored);
    const { timeZone } = surroundings.settings;
    const calendar = (queue: Queue) => calendarOf(queue, timeZone);
    return {
      ...surroundings,
      now,
      knowledge,
      roles: applyRoles(surroundings.roles, stored),
      stored,
      agents,
      calendarOf: calendar,
      recentWaits: (queue) =>
        tickets
          .filter((ticket) => ticket.queue === queue.queue)
          .map(({ createdAt, firstReplyAt, resolvedAt }) =>
            calendar(queue).openTimeBetween(createdAt, firstReplyAt ?? resolvedAt ?? now),
          ),
      publicRating: ({ queue }) => toPublicRating(shared.filter((rating) => rating.queue === queue)),
      route: (intent, facts) => routeByRules(knowledge, rulesOf(knowledge, timeZone), intent, facts),
      routeTo: (intent) => routeTo(knowledge, intent),
      findSections: sectionFinderOf(knowledge),
    };
  };
}

const terms = new WeakMap<Knowledge, EntitlementTerms>();

function termsOf(knowledge: Knowledge, timeZone: string): EntitlementTerms {
  const known = terms.get(knowledge) ?? toEntitlementTerms(knowledge.courses ?? [], timeZone);
  terms.set(knowledge, known);
  return known;
}

/** By the shop's account, or by the name in the chat. Of whom nothing is known by either, it is not known whether they bought. */
async function findPurchases(
  store: Store,
  person: PersonId,
  account: string | null,
): Promise<readonly Purchase[] | null> {
  const found = await store.records.purchasesOf(account ?? person);
  return account === null && found?.length === 0 ? null : found;
}

/** What is known of those whom the event and its conversation are about. */
export async function loadPeople(
  store: Store,
  event: InboundEvent,
  conversation: StoredConversation | null,
  {
    knowledge,
    settings,
    readLinkCode,
    progressOf,
    findAccountByEmail,
  }: Pick<Context, 'knowledge' | 'settings' | 'readLinkCode'> & Pick<Surroundings, 'progressOf' | 'findAccountByEmail'>,
): Promise<
  Pick<
    Context,
    'profileOf' | 'openTickets' | 'other' | 'entitlement' | 'memberships' | 'learning' | 'linked' | 'accountByEmail'
  >
> {
  const author = isFromPerson(event) ? event.author.id : event.kind === 'outreachDue' ? event.person : null;
  const learner = conversation?.conversation.learner ?? null;
  const people = [...new Set([author, learner].filter((person) => person !== null))] as PersonId[];
  const profiles: ReadonlyMap<PersonId, Profile> =
    people.length > 0 ? await store.profiles(event.community, people) : new Map();
  const otherKey = toOtherKey(event);
  const person = learner ?? author;
  const theirs = person === null ? null : (profiles.get(person)?.account ?? null);
  const purchases = person === null ? null : await findPurchases(store, person, theirs);
  const account = author === null ? null : (profiles.get(author)?.account ?? null);
  const code = toLinkCode(event);
  const reading = code === null ? null : readLinkCode(code, event.at);
  const found = asksLinkByEmail(event) ? ((await findAccountByEmail?.(event.author.id)) ?? null) : null;
  const wanted = reading?.ok ? reading.account : found;
  return {
    linked: wanted === null ? [] : await store.linkedTo(event.community, wanted),
    accountByEmail: found,
    memberships: account === null ? [] : await store.imports.read('members', account),
    learning: await loadLearning(store, theirs, purchases, progressOf, event.at),
    profileOf: (person) => profiles.get(person) ?? NO_PROFILE,
    openTickets:
      (learner ?? author) ? await store.countOpenTickets(event.community, (learner ?? author) as PersonId) : 0,
    entitlement: toEntitlement(purchases, event.at, termsOf(knowledge, settings.timeZone)),
    other: otherKey ? await store.load([otherKey]) : null,
  };
}
