// What the page knows: people, servers, commands, messages, and where and who you are.

const EPHEMERAL = 1 << 6;
const KEPT = "pero-page";

/** Order snowflakes: they are numbers too long for JavaScript's own. */
export const byId = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

export class World {
  users = new Map();
  guilds = new Map();
  messages = new Map();
  commands = [];
  directs = {};
  bot = { id: "0", name: "", online: false };
  me = null;
  guild = null;
  channel = null;

  constructor(storage) {
    this.storage = storage;
  }

  /** Take in the server's whole greeting; keep the place and the person where they still exist. */
  greet(hello) {
    this.users = new Map(hello.users.map((user) => [user.id, user]));
    this.guilds = new Map(hello.guilds.map((guild) => [guild.id, guild]));
    this.messages = new Map(hello.messages.map((message) => [message.id, message]));
    this.commands = hello.commands;
    this.bot = hello.bot;
    this.directs = hello.directs ?? {};
    const kept = this.#remembered();
    this.me ??= kept.me;
    if (this.direct || (!this.channel && kept.channel && kept.guild === null)) this.goDirect();
    else this.go(this.guild ?? kept.guild, this.channel ?? kept.channel);
  }

  become(id) {
    const { people } = this;
    const newcomer = people.find((user) => !user.moderator) ?? people[0];
    this.me = people.find((user) => user.id === id)?.id ?? newcomer?.id ?? null;
    if (this.guild === null) this.channel = this.directs[this.me] ?? null;
    else if (this.room.id === null) this.channel = this.here.channels.find(isRoom)?.id ?? null;
    this.#remember();
  }

  /** Go to a server and channel that exist; whoever isn't a member there becomes somebody who is. */
  go(guildId, channelId) {
    const guild = this.guilds.get(guildId) ?? [...this.guilds.values()][0];
    const rooms = guild ? guild.channels.filter(isRoom) : [];
    this.guild = guild?.id ?? null;
    this.channel = rooms.find((room) => room.id === channelId)?.id ?? rooms[0]?.id ?? null;
    this.become(this.me);
  }

  /** Go to the direct messages between the bot and the person you are. */
  goDirect() {
    this.guild = null;
    this.channel = null;
    this.become(this.me);
  }

  /** Whether the place is the direct messages; every person has a channel of their own for them. */
  get direct() {
    return this.channel !== null && this.channel === this.directs[this.me];
  }

  /** Whom one can be in this server. */
  get people() {
    const everybody = [...this.users.values()].filter((user) => !user.bot);
    if (this.guild === null) return everybody;
    const members = everybody.filter((user) => this.here.members.includes(user.id));
    return members.length ? members : everybody;
  }

  get here() {
    const direct = { id: this.channel, name: this.bot.name, type: 1, topic: "Direct messages: only the two of you read them." };
    const guild = this.guilds.get(this.guild);
    if (guild) return { ...guild, channels: guild.channels.filter((channel) => channel.seen_by?.includes(this.me) ?? true) };
    return { id: null, name: "Direct messages", channels: [direct], roles: [], members: [this.me, this.bot.id] };
  }

  get room() {
    return this.here.channels.find((channel) => channel.id === this.channel) ?? { id: null, name: "", type: 0 };
  }

  get moderator() {
    return Boolean(this.users.get(this.me)?.moderator);
  }

  /** A moderator of this server whom one can become. */
  get moderatorHere() {
    return this.guild === null ? null : (this.people.findLast((user) => user.moderator) ?? null);
  }

  /** Whether a message calls you: by name, by one of your roles, or everybody. */
  calls(message) {
    const mine = [...this.guilds.values()].flatMap((guild) => guild.roles_of?.[this.me] ?? []);
    const called = [...(message.mentions ?? []).map((user) => user.id), ...(message.mention_roles ?? [])];
    return message.mention_everyone || called.some((id) => id === this.me || mine.includes(id));
  }

  /** How the channel is called in a sentence. */
  get roomName() {
    if (this.guild === null) return `@${this.bot.name}`;
    return isThread(this.room) ? this.room.name : `#${this.room.name}`;
  }

  get topic() {
    return isThread(this.room) ? `A thread in #${this.channelName(this.room.parent_id)}` : (this.room.topic ?? "");
  }

  get place() {
    return { user: this.me, guild: this.guild, channel: this.channel };
  }

  /** Everything in this channel that the person you are may see, oldest first. */
  get shown() {
    return [...this.messages.values()]
      .filter((message) => message.channel_id === this.channel && (!message.for || message.for === this.me))
      .sort((a, b) => byId(a.id, b.id));
  }

  /** Commands of one type (1 slash, 2 user, 3 message) that you may use here, or that a moderator may. */
  usable(type, moderator = this.moderator) {
    return this.commands.filter((command) => (command.type ?? 1) === type && this.#allowed(command, moderator));
  }

  #allowed(command, moderator) {
    if (command.guild_id && command.guild_id !== this.guild) return false;
    if (this.guild === null) return command.contexts ? command.contexts.includes(1) : command.dm_permission !== false;
    if (command.contexts && !command.contexts.includes(0)) return false;
    const permission = command.default_member_permissions;
    return permission === null || permission === undefined || moderator;
  }

  nameOf(id) {
    const user = this.users.get(id);
    return user ? user.global_name || user.username : "unknown-user";
  }

  channelName(id) {
    for (const guild of this.guilds.values()) {
      const channel = guild.channels.find((one) => one.id === id);
      if (channel) return channel.name;
    }
    return "unknown";
  }

  hasRoom(id) {
    return this.here.channels.some((channel) => channel.id === id);
  }

  roleOf(id) {
    return this.here.roles.find((role) => role.id === id);
  }

  #remembered() {
    try {
      return JSON.parse(this.storage.getItem(KEPT)) ?? {};
    } catch {
      return {};
    }
  }

  #remember() {
    this.storage.setItem(KEPT, JSON.stringify({ me: this.me, guild: this.guild, channel: this.channel }));
  }
}

/** Whether one can write in a channel: text, announcements and threads, but no categories and voice. */
export const isRoom = (channel) => [0, 1, 5, 10, 11, 12].includes(channel.type);

export const isThread = (channel) => [10, 11, 12].includes(channel.type);

export const isEphemeral = (message) => Boolean((message.flags ?? 0) & EPHEMERAL);
