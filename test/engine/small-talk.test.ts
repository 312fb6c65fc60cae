/** What people type instead of pressing, and what is no question at all. */
import { describe, expect, it } from 'vitest';
import { CHOICE_LABELS } from '../../src/domain/choice.ts';
import { replies } from '../../src/engine/replies.ts';
import { toSmallTalk, toVerdict } from '../../src/engine/small-talk.ts';
import { createScene, LEARNER } from './scene.ts';

const DAY = 86_400_000;

describe('a verdict that is typed', () => {
  it.each([
    ...['解决了', '搞定了', '已经好了！', '谢谢，解决了', '问题解决了，谢谢你', '好了好了'.slice(0, 2)],
    ...['Solved', 'that worked, thanks', 'it works now', "it's fixed", 'thanks it works', 'Great, that helped!'],
    ...Object.values(CHOICE_LABELS.solved),
  ])('%s: it helped', (words) => {
    expect([toVerdict(words), toSmallTalk(words)]).toEqual(['solved', null]);
    const scene = createScene().asks('sure:video').asks(words);
    expect(scene.conversation).toMatchObject({ status: 'resolved', resolution: 'confirmed' });
    expect(scene.texts()).toEqual(['video answer\n\n✓ Solved', replies.confirmed('en')]);
  });

  it.each([
    ...['不是这个', '没用', '还是不行', '还没解决', '不对', '都不是'],
    ...['not this', 'did not help', "that didn't work", 'still not working', "no, it doesn't help"],
    ...Object.values(CHOICE_LABELS.not_this),
  ])('%s: it was not that', (words) => {
    expect([toVerdict(words), toSmallTalk(words)]).toEqual(['not_this', null]);
    const scene = createScene().asks('sure:video').asks(words);
    expect(scene.conversation).toMatchObject({ status: 'open', misses: 1, refused: ['video'] });
    expect(scene.texts()).toEqual(['video answer\n\n✗ Not this', replies.refusedAnswer('en')]);
  });

  it.each([
    '怎么解决',
    '解决了一半',
    '优惠券没用',
    'the coupon is not working',
    'it works on my phone but not here',
    '好了吗',
  ])('%s is no verdict', (words) => {
    expect(toVerdict(words)).toBeNull();
  });

  it('with a question in the same turn it is the question that counts', () => {
    const scene = createScene().asks('sure:video').says('还是不行').asks('sure:login');
    expect(scene.texts()).toContain('login answer');
  });

  it('does not open again what an agent resolved, nor begin anew after the end', () => {
    const scene = createScene().says('人工').agent('claim').agent('resolve').says('解决了，谢谢');
    expect(scene.conversation.status).toBe('resolved');
    expect(scene.waits(2 * DAY).says('解决了').conversations.size).toBe(1);
    expect(scene.texts()).toEqual([]);
  });

  it('confirms an answer that was assumed to have helped', () => {
    const scene = createScene().asks('sure:video').waits(DAY).says('it works now');
    expect(scene.conversation.resolution).toBe('confirmed');
  });

  it('solved without any answer of ours is good news, not a question about complaints', () => {
    const scene = createScene().asks('hm').asks('解决了');
    expect(scene.texts()).toEqual([replies.glad('en')]);
    expect(scene.conversation.misses).toBe(1);
  });

  it('the mark below an answer is in the language of the answer', () => {
    const scene = createScene({ language: null }).asks('sure:video', LEARNER, 'zh');
    scene.handle({
      kind: 'messageReceived',
      id: 'local:x',
      at: scene.now,
      community: 'default',
      author: { id: LEARNER, name: 'Mei' },
      spot: scene.conversation.spot,
      locale: 'en',
      text: '👍',
    });
    scene.conversations.set(scene.conversation.id, { ...scene.conversation, language: 'en', turn: null });
    expect(scene.presses('not_this').texts()[0]).toBe('video的回答\n\n✗ 不是这个');
  });

  it('no verdict without an answer: it is a question like any other', () => {
    expect(createScene().asks('没用').conversation.misses).toBe(1);
  });
});

describe('an answer to "did you mean" that is typed', () => {
  const asked = () => createScene().asks('maybe:refund,invoice');

  it.each(['2', '２', '二', '第二个', 'the second one', 'Second', '2.', 'Invoice title', 'invoice标题'])(
    '%s picks',
    (words) => {
      const scene = asked().asks(words);
      expect(scene.texts()).toEqual(['invoice answer']);
      expect(scene.conversation.questions).toEqual(['maybe:refund,invoice']);
    },
  );

  it.each(['3', '0', '22', '第三个'])('%s is not on offer, so it picks nothing', (words) => {
    expect(asked().asks(words).conversation.answer).toBeNull();
  });

  it.each(['都不是', 'none of these', 'neither', '没有我要的'])(
    '%s is a miss, and neither is offered again',
    (words) => {
      const scene = asked().asks(words);
      expect(scene.texts()).toEqual([replies.refusedAnswer('en')]);
      expect(scene.conversation).toMatchObject({ misses: 1, refused: ['refund', 'invoice'] });
      expect(scene.presses('pick:0').texts()).toEqual([replies.staleButton('en')]);
    },
  );

  it('a number without an offer is a question like any other', () => {
    expect(createScene().asks('1').conversation.misses).toBe(1);
    expect(createScene().asks('maybe:refund,invoice').asks('sure:video').asks('1').texts()).not.toContain(
      'refund answer',
    );
  });
});

describe('words that ask nothing', () => {
  it.each(['👍', '👍🏽 👍', '🙏❤️', '👌'])('%s is thanks', (words) => {
    expect(toSmallTalk(words)).toBe('thanks');
    expect(toSmallTalk(`${words}😡`)).toBe('wordless');
  });

  it.each(['拜拜', 'bye', '算了', '不用了，谢谢', 'never mind', 'No, thanks', "that's all"])(
    '%s is no miss',
    (words) => {
      expect(toSmallTalk(words)).toBe('farewell');
      const scene = createScene().asks(words);
      expect(scene.texts()).toEqual([replies.farewell('en')]);
      expect(scene.conversation.misses).toBe(0);
    },
  );

  it.each(['help', '救命', '你好，请问一下', 'Hi, I have a question', '想咨询一下', '你是机器人吗', 'Are you a bot?'])(
    '%s is answered like a greeting',
    (words) => {
      expect(toSmallTalk(words)).toBe('greeting');
    },
  );

  it.each([
    '转接人工客服',
    'real human please',
    'talk to a human agent',
    '我要找真人客服',
    'speak to a real person',
    'Human',
  ])('%s asks for a person', (words) => {
    expect(toSmallTalk(words)).toBe('person');
  });

  it.each([
    'help with homework',
    '不用了可以退款吗',
    '想问一下退款',
    'human resources course',
    '人工智能课程',
    'agent course',
  ])('%s may be a question', (words) => {
    expect(toSmallTalk(words)).toBeNull();
  });
});
