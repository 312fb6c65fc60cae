/** The staff channel: ticket cards in the order they came, one thread open at a time, and who is acting. */
import type { ChatMessage } from '../wire.ts';
import { createComposer } from './composer.ts';
import { find, make, recall, remember } from './dom.ts';
import { createEmpty } from './empty.ts';
import { createLog, type Item } from './log.ts';
import { createMessageView } from './message-view.ts';
import { createPress, type Pane } from './pane.ts';
import { AGENTS, authorOfAgent, STAFF_PLACE } from './people.ts';
import { write } from './texts.ts';
import { createTicketCard, isLive, statusOf, type TicketCard } from './ticket-card.ts';

export function createStaffPane(pane: HTMLElement): Pane {
  /** Every message of the channel and its threads, by id. */
  const known = new Map<string, ChatMessage>();
  const cards = new Map<string, TicketCard>();
  const select = find<HTMLSelectElement>('#agent');
  const counts = find('#staff-counts');
  let agent = AGENTS.find(({ slug }) => slug === recall('agent')) ?? AGENTS[0]!;
  /** The card whose thread is open and takes what is typed. */
  let selected: string | null = null;
  /** The person has said where the words shall go; new cards do not change that. */
  let settled = false;

  const target = () => ({ place: STAFF_PLACE, thread: selected, author: authorOfAgent(agent) });
  const composer = createComposer(pane, target);
  const press = createPress(
    () => authorOfAgent(agent),
    (message) => open(rootOf(message)?.id ?? null),
  );
  const log = createLog(find('.log-frame', pane), {
    labelKey: 'staff',
    toItem,
    empty: () => createEmpty({ title: 'staffEmpty', more: 'staffEmptyMore', tries: [] }),
  });

  function rootOf(message: ChatMessage): ChatMessage | undefined {
    const root = known.get(message.thread ?? message.id);
    return root?.ticket ? root : undefined;
  }

  function toBubble(message: ChatMessage): Item {
    return createMessageView(message, message.author.id === authorOfAgent(agent).id, press);
  }

  function toItem(message: ChatMessage): Item {
    if (!message.ticket) return toBubble(message);
    const thread = [...known.values()].filter((each) => each.thread === message.id);
    const toggled = (is: boolean) => {
      settled = true;
      open(is ? message.id : null);
    };
    const card = createTicketCard(message, { press, thread, toItem: toBubble, toggled });
    card.open(message.id === selected);
    cards.set(message.id, card);
    return card;
  }

  function open(id: string | null): void {
    if (id !== selected) {
      if (selected !== null) cards.get(selected)?.open(false);
      selected = id;
      if (id !== null) {
        cards.get(id)?.open(true);
        cards.get(id)?.element.scrollIntoView({ block: 'nearest' });
      }
      composer.retarget();
    }
    showTarget();
  }

  function showTarget(): void {
    const ticket = selected === null ? null : known.get(selected)?.ticket;
    showReach();
    composer.above.hidden = !ticket;
    if (!ticket) return;
    const leave = write(make('button', { type: 'button', class: 'quiet' }), 'staffLeave');
    leave.addEventListener('click', () => {
      settled = true;
      open(null);
      composer.input.focus();
    });
    composer.above.replaceChildren(write(make('span'), 'staffTarget', { ticket }), leave);
  }

  /** Who reads what is typed: nothing about it may be guessed wrong. */
  function showReach(): void {
    const card = selected === null ? undefined : known.get(selected);
    if (!card?.ticket) composer.placeholder('staffChannelInput');
    else composer.placeholder(isLive(card) ? 'staffThreadLive' : 'staffThreadInput');
  }

  function showCounts(): void {
    const statuses = [...known.values()].filter(({ ticket }) => ticket).map(statusOf);
    const count = (status: string): number => statuses.filter((each) => each === status).length;
    counts.replaceChildren(
      ...(['waiting', 'active'] as const)
        .filter((status) => count(status) > 0)
        .map((status) =>
          write(
            make('span', { class: 'chip', 'data-status': status }),
            status === 'waiting' ? 'countWaiting' : 'countActive',
            {
              n: count(status),
            },
          ),
        ),
    );
  }

  /** The first ticket is opened by itself, so that there is nothing to find out. */
  function welcome(): void {
    if (selected !== null || settled) return;
    const next = [...known.values()].findLast((each) => each.ticket && ['waiting', 'active'].includes(statusOf(each)));
    if (next) open(next.id);
  }

  function showAgents(): void {
    select.replaceChildren(
      ...AGENTS.map((each) => make('option', { value: each.slug, selected: each === agent }, authorOfAgent(each).name)),
    );
  }

  function showAll(): void {
    cards.clear();
    log.show([...known.values()].filter((message) => !message.thread || !rootOf(message)));
    showCounts();
    showTarget();
  }

  select.addEventListener('change', () => {
    agent = AGENTS.find(({ slug }) => slug === select.value) ?? agent;
    remember('agent', agent.slug);
    showAll();
  });

  showAgents();
  showTarget();
  return {
    load(messages) {
      known.clear();
      for (const message of messages) if (message.place === STAFF_PLACE) known.set(message.id, message);
      if (selected !== null && !known.has(selected)) selected = null;
      showAll();
      welcome();
    },
    put(message) {
      if (message.place !== STAFF_PLACE) return false;
      const news = !known.has(message.id);
      known.set(message.id, message);
      const root = message.thread ? rootOf(message) : undefined;
      if (root) cards.get(root.id)?.putInThread(message, news);
      else log.put(message);
      if (message.ticket) {
        showReach();
        showCounts();
        welcome();
      }
      return news && message.author.id !== authorOfAgent(agent).id;
    },
    relabel: showAgents,
  };
}
