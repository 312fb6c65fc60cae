/** How the tables of a SQLite database came to be, step by step. A step that was released is never changed; the next one is added. */

export interface Migration {
  /** Names sort in the order of the steps. */
  readonly name: string;
  readonly statements: readonly string[];
}

const FIRST_TABLES: readonly string[] = [
  `create table conversations (
    seq integer primary key,
    id text not null unique,
    version integer not null check (version > 0),
    community text not null,
    place text not null,
    thread text not null,
    learner text not null,
    status text not null,
    started_at integer not null,
    score integer check (score between 0 and 10),
    body text not null
  ) strict`,
  'create index conversations_of_learner on conversations (community, place, thread, learner, seq)',

  `create table tickets (
    seq integer primary key,
    id text not null unique,
    conversation_id text not null unique references conversations (id),
    queue text not null,
    status text not null,
    assignee text,
    created_at integer not null,
    body text not null
  ) strict`,
  `create index tickets_waiting on tickets (queue, created_at, seq) where status = 'open' and assignee is null`,

  `create table timers (
    conversation_id text not null references conversations (id),
    kind text not null,
    due_at integer not null,
    primary key (conversation_id, kind)
  ) strict, without rowid`,
  'create index timers_due on timers (due_at)',

  `create table history_entries (
    seq integer primary key,
    id text not null unique,
    conversation_id text references conversations (id),
    community text not null,
    happened_at integer not null,
    kind text not null,
    actor text not null,
    facts text not null
  ) strict`,
  'create index history_of_conversation on history_entries (conversation_id, seq)',
  `create index history_of_starts on history_entries (happened_at) where kind = 'conversationStarted'`,
  `create unique index history_one_rating on history_entries (conversation_id) where kind = 'rated'`,

  `create table inbound_events (
    seq integer primary key,
    id text not null unique,
    stream text not null,
    status text not null check (status in ('waiting', 'done', 'parked')),
    accepted_at integer not null,
    due_at integer check (due_at is null or status = 'waiting'),
    attempts integer not null,
    reason text,
    body text not null
  ) strict`,
  'create unique index events_turn on inbound_events (stream) where due_at is not null',
  'create index events_due on inbound_events (due_at, seq) where due_at is not null',
  `create index events_waiting on inbound_events (stream, seq) where status = 'waiting'`,
  `create index events_parked on inbound_events (seq) where status = 'parked'`,

  `create table deliveries (
    seq integer primary key,
    id text not null unique,
    conversation_id text references conversations (id),
    community text not null,
    lane text not null,
    audience text not null,
    place text not null,
    thread text,
    slot text,
    requires text,
    body text not null,
    status text not null check (status in ('waiting', 'sending', 'sent', 'failed', 'superseded', 'skipped')),
    created_at integer not null,
    due_at integer check (due_at is null or status in ('waiting', 'sending')),
    attempts integer not null,
    maybe_sent integer not null check (maybe_sent in (0, 1)),
    reason text,
    settled_at integer check ((settled_at is null) = (status in ('waiting', 'sending'))),
    message_id text check ((message_id is not null) = (status = 'sent')),
    thread_id text
  ) strict`,
  'create unique index deliveries_turn on deliveries (lane) where due_at is not null',
  'create index deliveries_due on deliveries (due_at, seq) where due_at is not null',
  'create index deliveries_unsettled on deliveries (lane, seq) where settled_at is null',
  `create index deliveries_failed on deliveries (seq) where status = 'failed'`,
  'create index deliveries_slot on deliveries (place, slot, seq) where slot is not null and message_id is not null',
  'create index deliveries_message on deliveries (place, message_id) where slot is not null and message_id is not null',
  'create index deliveries_thread on deliveries (place, thread_id) where slot is not null and thread_id is not null',
];

const PEOPLE_AND_SETTINGS: readonly string[] = [
  `create table profiles (
    community text not null,
    person text not null,
    is_agent integer not null check (is_agent in (0, 1)),
    body text not null,
    primary key (community, person)
  ) strict, without rowid`,
  'create index profiles_of_agents on profiles (community, person) where is_agent = 1',
  `create table community_settings (
    community text not null,
    key text not null,
    value text not null,
    primary key (community, key)
  ) strict, without rowid`,
  `create index tickets_in_hand on tickets (assignee) where status in ('open', 'pending') and assignee is not null`,
  'create index conversations_by_person on conversations (community, learner, seq)',
];

const PURCHASES: readonly string[] = [
  `create table purchases (
    learner text not null,
    course text not null,
    purchased_at integer not null,
    amount real,
    primary key (learner, course, purchased_at)
  ) strict, without rowid`,
];

const REPORT_SCHEDULES: readonly string[] = [
  `create index history_of_schedules on history_entries (seq) where kind in ('reportScheduled', 'reportUnscheduled')`,
];

/** Keys that begin with the learner, because records are read by learner; courses are few. */
const LEARNING_IMPORTS: readonly string[] = [
  `create table learners (
    learner text not null primary key,
    email_hash text,
    language text,
    joined_at integer
  ) strict, without rowid`,
  'create index learners_by_email on learners (email_hash) where email_hash is not null',
  `create table behavior (
    learner text not null primary key,
    learning_time real,
    learning_frequency real,
    course_completion real
  ) strict, without rowid`,
  `create table courses (
    id text not null primary key,
    body text not null
  ) strict, without rowid`,
  `create table activity (
    learner text not null,
    course text not null,
    day integer not null,
    counts text not null,
    primary key (learner, course, day, counts)
  ) strict, without rowid`,
  `create table scores (
    learner text not null,
    course text not null,
    test text not null,
    taken_at integer not null,
    score real not null,
    most real,
    primary key (learner, course, test, taken_at)
  ) strict, without rowid`,
  `create table imports (
    fingerprint text not null primary key,
    body text not null
  ) strict, without rowid`,
];

/** Made from the history, and made again from it whenever they are missing. */
const FACT_DAYS: readonly string[] = [
  `create table fact_days (
    layout text not null,
    day integer not null,
    version integer not null,
    body blob not null,
    primary key (layout, day)
  ) strict`,
  `create table fact_progress (
    layout text not null primary key,
    seq integer not null
  ) strict, without rowid`,
];

const FEEDBACK: readonly string[] = [
  `create index history_of_comments on history_entries (happened_at) where kind = 'commented'`,
  `create index history_of_measures on history_entries (seq) where kind in ('actionAccepted', 'actionDropped', 'alarmed')`,
];

const SUGGESTIONS: readonly string[] = [
  `create index history_of_suggestions on history_entries (actor, seq) where kind in ('suggested', 'suggestionAnswered')`,
];

const SURVEYS: readonly string[] = [
  `create index history_of_surveys on history_entries (happened_at) where kind in ('surveyAsked', 'surveyAnswered')`,
];

/** Members before everything that counts them; the trigger holds the number of seats whoever writes. */
const ORGANISATIONS: readonly string[] = [
  `create table organisations (
    id text not null primary key,
    name text not null,
    seats integer not null
  ) strict, without rowid`,
  `create table members (
    organisation text not null,
    learner text not null,
    role text not null,
    primary key (organisation, learner)
  ) strict, without rowid`,
  'create index members_by_learner on members (learner)',
  ...['insert', 'update'].map(
    (kind) => `create trigger seats_on_${kind} after ${kind} on members when new.role = 'member' and
      (select count(*) from members where organisation = new.organisation and role = 'member') >
      (select seats from organisations where id = new.organisation)
      begin select raise(abort, 'all seats are taken'); end`,
  ),
];

/** When it was first seen how far somebody came, for sources that do not say; `seen_at` 0 = before anybody looked. */
const MILESTONES: readonly string[] = [
  `create table milestones (
    learner text not null,
    course text not null,
    milestone text not null,
    seen_at integer not null,
    primary key (learner, course, milestone)
  ) strict, without rowid`,
  `create index profiles_reachable on profiles (community, person) where body ->> 'privateSpot' is not null`,
];

/** Worked out from the records, and worked out again when they change. */
const INSIGHTS: readonly string[] = [
  `create table insights (
    kind text not null primary key,
    body text not null,
    made_at integer not null,
    mark text not null
  ) strict, without rowid`,
  `create table learner_insights (
    kind text not null,
    learner text not null,
    course text not null,
    body text not null,
    primary key (kind, learner, course)
  ) strict, without rowid`,
];

/** What a course platform tells as it happens, a row for each learner, course and day; and which of its events were taken. */
const LEARNING_EVENTS: readonly string[] = [
  'create table learning_events (n integer primary key autoincrement, id text not null unique, taken_at integer not null) strict',
  `create table event_activity (
    learner text not null,
    course text not null,
    day integer not null,
    counts text not null,
    primary key (learner, course, day)
  ) strict, without rowid`,
  'create index activity_by_day on activity (day)',
  'create index event_activity_by_day on event_activity (day)',
  `create view all_activity as
    select learner, course, day, counts from activity
    union all select learner, course, day, counts from event_activity`,
];

export const MIGRATIONS: readonly Migration[] = [
  { name: '0001_first_tables', statements: FIRST_TABLES },
  { name: '0002_people_and_settings', statements: PEOPLE_AND_SETTINGS },
  { name: '0003_purchases', statements: PURCHASES },
  { name: '0004_report_schedules', statements: REPORT_SCHEDULES },
  { name: '0005_learning_imports', statements: LEARNING_IMPORTS },
  { name: '0006_fact_days', statements: FACT_DAYS },
  { name: '0007_surveys', statements: SURVEYS },
  { name: '0008_suggestions', statements: SUGGESTIONS },
  { name: '0010_organisations', statements: ORGANISATIONS },
  { name: '0011_feedback', statements: FEEDBACK },
  { name: '0015_milestones', statements: MILESTONES },
  { name: '0016_insights', statements: INSIGHTS },
  { name: '0017_learning_events', statements: LEARNING_EVENTS },
];
