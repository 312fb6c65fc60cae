/** The whole life of a ticket as people live it, the same on every platform: what each adapter's tests play on their own stage. */
import { expect, it } from 'vitest';

export type AgentName = 'lin' | 'kai';

/** One platform with the whole service on it, a learner, and two agents. Texts are those the bot showed, oldest first. */
export interface Stage {
  /** Somewhere the bot answers. */
  learnerSays(text: string): Promise<void>;
  /** Presses the newest button of that choice. */
  learnerPresses(choice: string): Promise<void>;
  learnerCommands(verb: string, args?: string): Promise<void>;
  learnerSees(): readonly string[] | Promise<readonly string[]>;
  /** Presses the newest button of that choice among what agents see of the ticket. */
  agentPresses(who: AgentName, choice: string): Promise<void>;
  /** A command in the ticket's thread. */
  agentCommands(who: AgentName, verb: string, args?: string): Promise<void>;
  /** Plain words in the ticket's thread. */
  agentSays(who: AgentName, text: string): Promise<void>;
  agentsSee(): readonly string[] | Promise<readonly string[]>;
  /** Every entry of the history, by kind. */
  kinds(): Promise<readonly string[]>;
  until<T>(check: () => T | Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** `question`: one that the bot answers. */
export function itKeepsTheHelpdesk(open: () => Promise<Stage>): void {
  it('walks a ticket: race, note, reply, waiting, transfer, resolution, second life, rating', {
    timeout: 60_000,
  }, async () => {
    const stage = await open();
    const learnerSees = (text: string) =>
      stage.until(async () => expect((await stage.learnerSees()).join('\n')).toContain(text));
    const agentsSee = (text: string) =>
      stage.until(async () => expect((await stage.agentsSee()).join('\n')).toContain(text));
    const happened = (kind: string, times = 1) =>
      stage.until(async () => expect((await stage.kinds()).filter((each) => each === kind)).toHaveLength(times));

    await stage.learnerSays('忘记密码了怎么找回');
    await stage.learnerPresses('human');
    await learnerSees('工单 T-');
    await learnerSees('○ 已有人接手');

    // Two agents in the same instant.
    await Promise.all([stage.agentPresses('lin', 'claim'), stage.agentPresses('kai', 'claim')]);
    await happened('claimed');
    await agentsSee('晚了一步');
    await learnerSees('● 已有人接手');
    const winner: AgentName = (await stage.agentsSee()).join('\n').includes('小林 已经认领') ? 'lin' : 'kai';
    const loser: AgentName = winner === 'lin' ? 'kai' : 'lin';

    await stage.agentCommands(winner, 'note', 'SECRET 老学员，要照顾');
    await stage.agentSays(loser, 'SECRET 我觉得是缓存的问题');
    await agentsSee('SECRET 老学员');
    await happened('noted', 2);

    await stage.agentCommands(winner, 'reply', '已为你重置，请查收短信。');
    await learnerSees('已为你重置，请查收短信。');
    await agentsSee('✓ 已发给学员');

    await stage.agentCommands(winner, 'pending', '收到短信了吗？');
    await learnerSees('收到短信了吗？');
    await happened('pended');
    await stage.learnerSays('还没有收到');
    await agentsSee('还没有收到');
    await happened('resumed');

    await stage.agentCommands(winner, 'transfer', 'billing');
    await happened('transferred');
    await learnerSees('订单与支付');
    await stage.agentCommands(loser, 'claim');
    await happened('claimed', 2);
    await stage.agentCommands(loser, 'priority', 'high');
    await agentsSee('🔼');
    await stage.agentCommands(loser, 'resolve');
    await learnerSees('已标记为解决');

    await stage.learnerPresses('reopen_mine');
    await happened('reopened');
    await stage.agentCommands(loser, 'resolve');
    await happened('resolved', 2);
    await stage.learnerPresses('rate:9');
    await learnerSees('收到 9 分');
    await happened('rated');

    expect((await stage.learnerSees()).join('\n'), 'a note reached the learner').not.toContain('SECRET');
    await stage.close();
  });
}
