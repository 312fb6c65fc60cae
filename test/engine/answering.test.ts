import { describe, expect, it } from 'vitest';
import { createScene, LEARNER } from './scene.ts';

describe('the bot answers', () => {
  it('a sure question with the solution and the three ways on', () => {
    const scene = createScene().asks('sure:video');
    expect(scene.texts()).toEqual(['video answer']);
    expect(scene.buttons()).toEqual(['solved', 'not_this', 'human']);
    expect(scene.kinds()).toEqual(['conversationStarted', 'learnerMessage', 'answered']);
  });

  it('nothing before the learner has stopped typing; a burst is one turn', () => {
    const scene = createScene().says('my app').says('it says sure:video').says('please');
    expect(scene.texts()).toEqual([]);
    scene.waits(1499);
    expect(scene.texts()).toEqual([]);
    scene.waits(1);
    expect(scene.texts()).toEqual(['video answer']);
    expect(scene.conversation.questions).toEqual(['my app', 'it says sure:video', 'please']);
  });

  it('at once when the quiet time is 0', () => {
    const scene = createScene({ settings: { turnQuietMs: 0 } }).says('sure:video');
    expect(scene.texts()).toEqual(['video answer']);
  });

  it('two close candidates with at most three choices, which is no miss', () => {
    const scene = createScene().asks('maybe:refund,invoice,video,login');
    expect(scene.buttons()).toEqual(['pick:0', 'pick:1', 'pick:2', 'human']);
    expect(scene.conversation.misses).toBe(0);
    scene.presses('pick:1');
    expect(scene.texts()).toEqual(['invoice answer']);
  });

  it('an unknown question with an honest word; the second one opens a ticket', () => {
    const scene = createScene().asks('what about my avatar');
    expect(scene.buttons()).toEqual(['human']);
    expect(scene.texts()[0]).toContain('not sure');
    expect(scene.tickets.size).toBe(0);
    scene.asks('the avatar, I said');
    expect(scene.ticket.reason).toBe('second_miss');
    expect(scene.texts()[0]).toContain(scene.ticket.id);
    expect(scene.texts()[0]).toContain('technical queue');
    expect(scene.texts()[0]).toContain('You are next');
    expect(scene.texts()[0]).toMatch(/09:30/);
  });

  it('somebody angry without an answer: straight to people, nothing to repeat', () => {
    const scene = createScene().asks('scope:anger what a mess');
    expect(scene.ticket.reason).toBe('upset');
    expect(scene.texts()[0]).toContain('I am sorry');
  });

  it('somebody angry with a question it knows: with the answer', () => {
    const scene = createScene().asks('scope:anger sure:video');
    expect(scene.texts()).toEqual(['video answer']);
    expect(scene.tickets.size).toBe(0);
  });

  it('a mash of keys with a kind word, which is no miss however often it comes', () => {
    const scene = createScene().asks('scope:gibberish asdf').asks('scope:gibberish jkl').asks('scope:gibberish qwer');
    expect(scene.texts()[0]).toContain('could not make sense');
    expect(scene.buttons()).toEqual(['human']);
    expect(scene.conversation.misses).toBe(0);
    expect(scene.tickets.size).toBe(0);
  });

  it('another language in both languages; the second time people take over', () => {
    const scene = createScene().asks('scope:otherLanguage');
    expect(scene.texts()[0]).toContain('中文');
    expect(scene.texts()[0]).toContain('English');
    scene.asks('scope:otherLanguage');
    expect(scene.ticket.reason).toBe('second_miss');
  });

  it('a refused answer is a miss and is never given again', () => {
    const scene = createScene().asks('sure:video').presses('not_this');
    expect(scene.conversation.misses).toBe(1);
    expect(scene.texts()[0]).toBe('video answer\n\n✗ Not this');
    scene.asks('no really sure:video');
    expect(scene.ticket.reason).toBe('second_miss');
    expect(scene.ticket.intent).toBe('video');
  });

  it('the same answer is not given twice in a row', () => {
    const scene = createScene().asks('sure:video').asks('sure:video again');
    expect(scene.texts()[0]).toContain('did not help');
    expect(scene.conversation.misses).toBe(1);
  });

  it('another question in the same conversation', () => {
    const scene = createScene().asks('sure:video').asks('sure:refund');
    // The first answer is edited: it loses its buttons.
    expect(scene.texts()).toEqual(['video answer', 'refund answer']);
    expect(scene.conversations.size).toBe(1);
  });

  it.each(['人工', '转人工', '我要找人工客服', 'talk to a human', 'Can I speak to a person please?', 'real person!'])(
    'a person without begging: %s',
    (words) => {
      const scene = createScene().says(words);
      expect(scene.ticket.reason).toBe('asked');
      expect(scene.conversation.status).toBe('queued');
    },
  );

  it.each([
    ['hello', 'tell me what is wrong'],
    ['thanks!', 'welcome'],
    ['🎉🎉', 'only read words'],
    ['', 'only read words'],
    ['\u200b\u202e', 'only read words'],
    ['\u0000\u0007', 'only read words'],
  ])('small talk is no miss: %j', (words, answer) => {
    const scene = createScene().asks(words);
    expect(scene.texts()[0]).toContain(answer);
    expect(scene.conversation.misses).toBe(0);
  });

  it('stale and repeated buttons change nothing', () => {
    const scene = createScene().asks('sure:video').presses('solved');
    const before = scene.conversation;
    scene.presses('solved');
    expect(scene.texts()).toEqual([]);
    expect({ ...scene.conversation, version: 0, activeAt: 0 }).toEqual({ ...before, version: 0, activeAt: 0 });
    scene.presses('not_this');
    expect(scene.texts()[0]).toContain('no longer valid');
    scene.presses('pick:2');
    expect(scene.conversation.status).toBe('resolved');
  });

  it('words that are still being typed are not lost when a button is pressed', () => {
    const solved = createScene().asks('sure:video').says('sure:refund').presses('solved').waits(1500);
    expect(solved.texts()).toEqual(['refund answer']);
    const refused = createScene().asks('sure:video').says('sure:refund').presses('not_this').waits(1500);
    expect(refused.texts()).toEqual(['refund answer']);
    const human = createScene().asks('sure:video').says('it stops at 3 minutes').presses('human');
    expect(human.texts('staff')).toContainEqual('💬 Mei: it stops at 3 minutes');
    const picked = createScene().asks('maybe:video,login').says('sure:refund').presses('pick:0').waits(1500);
    expect(picked.texts()).toEqual(['video answer', 'refund answer']);
  });

  it('a button of another learner is refused', () => {
    const scene = createScene().asks('sure:video').presses('solved', 'local:eve');
    expect(scene.conversation.status).toBe('open');
    expect(scene.texts()[0]).toContain('another learner');
    expect(scene.history.at(-1)).toMatchObject({ kind: 'refused', actor: 'local:eve' });
  });
});

describe('the language follows the learner', () => {
  it('the words first, then what was spoken, then the locale', () => {
    expect(createScene({ language: 'zh' }).asks('sure:video', LEARNER, 'en').texts()).toEqual(['video的回答']);
    expect(createScene({ language: null }).asks('sure:video', LEARNER, 'en-US').texts()).toEqual(['video answer']);
    expect(createScene({ language: null }).asks('sure:video', LEARNER, 'zh_TW').texts()).toEqual(['video的回答']);
    expect(createScene({ language: null }).asks('sure:video').texts()).toEqual(['video的回答']);
  });
});

describe('/ask', () => {
  it('answers at once', () => {
    const scene = createScene().command('/ask sure:refund', LEARNER);
    expect(scene.texts()).toEqual(['refund answer']);
  });
  it('without words says how to use it', () => {
    expect(createScene().command('/ask', LEARNER).texts()[0]).toContain('/ask the video');
  });
});
