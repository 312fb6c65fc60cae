/** The WebSocket gateway of the loopback Discord: sessions that identify, beat, are cut, resume and are told what they missed. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { isThread, toChannel, toMember, toUser } from './records.ts';
import type { World } from './world.ts';

interface Session {
  readonly id: string;
  readonly intents: number;
  /** Number of this connection and of all. */
  readonly shard: readonly [number, number];
  socket: WebSocket | null;
  seq: number;
  /** What was sent, for RESUME. */
  readonly sent: { seq: number; frame: string }[];
}

const INVALID_TOKEN = 4004;
const DISALLOWED_INTENTS = 4014;
const HEARTBEAT_MS = 30_000;

export class Gateway {
  /** True: connections are refused, as in an outage. */
  refusing = false;
  /** How often a session identified or resumed. */
  identified = 0;
  resumed = 0;
  /** By event, the connections that were told of it. */
  readonly heardBy = new Map<string, number[]>();
  private readonly sessions = new Map<string, Session>();
  private readonly sockets = new Set<WebSocket>();
  private readonly world: World;
  private readonly token: string;
  private readonly server = new WebSocketServer({ noServer: true });
  private url = '';

  constructor(world: World, token: string) {
    this.world = world;
    this.token = token;
    world.dispatch = (event, payload, intent) => this.dispatch(event, payload, intent);
    this.server.on('connection', (socket) => this.serve(socket));
  }

  attach(server: Server, url: string): void {
    this.url = url;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (this.refusing) socket.destroy();
      else this.server.handleUpgrade(request, socket, head, (ws) => this.server.emit('connection', ws, request));
    });
  }

  /** Ends every connection; `forget`: the sessions too, so that a RESUME is answered with an invalid session. */
  cut({ forget = false } = {}): void {
    if (forget) this.sessions.clear();
    for (const socket of this.sockets) socket.terminate();
  }

  /** Ends every session with a close code, such as 4004 when the token was changed. */
  end(code: number): void {
    this.sessions.clear();
    for (const socket of this.sockets) socket.close(code);
  }

  /** Asks every session to reconnect (op 7). */
  askToReconnect(): void {
    for (const socket of this.sockets) send(socket, GatewayOpcodes.Reconnect, null);
  }

  close(): void {
    this.refusing = true;
    this.cut({ forget: true });
    this.server.close();
  }

  private serve(socket: WebSocket): void {
    let session: Session | null = null;
    this.sockets.add(socket);
    socket.on('close', () => {
      this.sockets.delete(socket);
      if (session?.socket === socket) session.socket = null;
    });
    socket.on('message', (bytes) => {
      const { op, d } = JSON.parse(String(bytes)) as { op: number; d: Record<string, never> };
      if (op === GatewayOpcodes.Heartbeat) send(socket, GatewayOpcodes.HeartbeatAck, null);
      if (op === GatewayOpcodes.Identify) session = this.identify(socket, d);
      if (op === GatewayOpcodes.Resume) session = this.resume(socket, d);
    });
    send(socket, GatewayOpcodes.Hello, { heartbeat_interval: HEARTBEAT_MS });
  }

  private identify(
    socket: WebSocket,
    identity: { token?: string; intents?: number; shard?: [number, number] },
  ): Session | null {
    const { token, intents, shard = [0, 1] } = identity;
    if (token !== this.token) {
      socket.close(INVALID_TOKEN, 'Authentication failed.');
      return null;
    }
    const wanted = intents ?? 0;
    if (!this.world.contentIntentAllowed && (wanted & GatewayIntentBits.MessageContent) !== 0) {
      socket.close(DISALLOWED_INTENTS, 'Disallowed intent(s).');
      return null;
    }
    this.identified++;
    const session: Session = { id: `session-${this.world.nextId()}`, intents: wanted, shard, socket, seq: 0, sent: [] };
    this.sessions.set(session.id, session);
    this.tell(session, 'READY', {
      v: 10,
      user: toUser(this.world.bot),
      guilds: this.servesGuild(session) ? [{ id: this.world.guildId, unavailable: true }] : [],
      session_id: session.id,
      resume_gateway_url: this.url,
      shard,
      application: { id: this.world.applicationId, flags: 0 },
    });
    if (this.servesGuild(session)) this.tell(session, 'GUILD_CREATE', this.toGuild());
    return session;
  }

  private resume(socket: WebSocket, { session_id: id, seq }: { session_id?: string; seq?: number }): Session | null {
    const session = this.sessions.get(id ?? '');
    if (!session) {
      send(socket, GatewayOpcodes.InvalidSession, false);
      return null;
    }
    this.resumed++;
    session.socket = socket;
    for (const missed of session.sent) if (missed.seq > (seq ?? 0)) socket.send(missed.frame);
    this.tell(session, 'RESUMED', {});
    return session;
  }

  /** Discord's own rule for which connection a server belongs to. */
  private servesGuild({ shard: [id, total] }: Session, guildId = this.world.guildId): boolean {
    return Number((BigInt(guildId) >> 22n) % BigInt(total)) === id;
  }

  /** A server that the bot has joined meanwhile. */
  openGuild(guildId: string): void {
    for (const session of this.sessions.values()) {
      if (this.servesGuild(session, guildId)) this.tell(session, 'GUILD_CREATE', this.toGuild(guildId));
    }
  }

  private dispatch(event: string, payload: (intents: number) => object, intent: number | null): void {
    for (const session of this.sessions.values()) {
      if (intent !== null && (session.intents & intent) === 0) continue;
      const data = payload(session.intents);
      const guildId = 'guild_id' in data ? (data.guild_id as string | null) : null;
      // Direct chats are the first connection's.
      const isTheirs = guildId === null ? session.shard[0] === 0 : this.servesGuild(session, guildId);
      if (!isTheirs) continue;
      this.heardBy.set(event, [...(this.heardBy.get(event) ?? []), session.shard[0]]);
      this.tell(session, event, data);
    }
  }

  private tell(session: Session, event: string, data: object): void {
    const seq = ++session.seq;
    const frame = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: event, s: seq, d: data });
    session.sent.push({ seq, frame });
    session.socket?.send(frame);
  }

  private toGuild(id = this.world.guildId): object {
    const { world } = this;
    const channels = [...world.channels.values()].filter(({ guildId }) => guildId === id);
    const inform = (list: typeof channels) => list.map((channel) => toChannel(channel, world.now()));
    return {
      id,
      name: 'Course',
      owner_id: '1',
      icon: null,
      features: ['COMMUNITY'],
      roles: world.rolesOf(id).map((role) => ({
        ...role,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
      })),
      emojis: [],
      stickers: [],
      premium_tier: 0,
      verification_level: 0,
      default_message_notifications: 1,
      explicit_content_filter: 0,
      mfa_level: 0,
      nsfw_level: 0,
      preferred_locale: 'zh-CN',
      system_channel_flags: 0,
      premium_progress_bar_enabled: false,
      joined_at: new Date(0).toISOString(),
      large: false,
      unavailable: false,
      member_count: world.people.size,
      members: [toMember(world.bot)],
      channels: inform(channels.filter((channel) => !isThread(channel))),
      threads: inform(world.activeThreads()),
      presences: [],
      voice_states: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    };
  }
}

function send(socket: WebSocket, op: number, d: unknown): void {
  socket.send(JSON.stringify({ op, t: null, s: null, d }));
}
