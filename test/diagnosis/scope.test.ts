import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/import/knowledge.ts';
import { readLabelled } from '../../src/import/labelled.ts';
import { createKnowledgeDiagnoser, DATA_FOLDER } from '../../src/knowledge.ts';

const diagnoser = createKnowledgeDiagnoser(loadKnowledge(DATA_FOLDER), { answerMaxError: 0.05, oosShare: 0.2 });
const scopeOf = (text: string) => diagnoser.diagnose(text).scope;

describe('the scope of a message', () => {
  it.each([
    ['동영상이 재생되지 않아요', 'otherLanguage'],
    ['動画が再生できません、助けてください', 'otherLanguage'],
    ['видео не воспроизводится', 'otherLanguage'],
    ['¿Cómo puedo recuperar mi contraseña? No recibí el correo electrónico', 'otherLanguage'],
    ['asdfghjkl qwrtzpx', 'gibberish'],
    ['111', 'gibberish'],
    ['?!?! 123', 'gibberish'],
    ['什么破平台，骗子', 'anger'],
    ['this is a scam, useless garbage', 'anger'],
    ['video wont play', 'question'],
    ['wufa denglu', 'question'],
    ['登录不了', 'question'],
    ['café is my login name, cannot log in', 'question'],
    ['app 闪退 怎么办 login 不了', 'question'],
  ])('%s: %s', (text, scope) => expect(scopeOf(text)).toBe(scope));

  it('never answers what it cannot read', () => {
    for (const text of ['111', 'asdfghjkl qwrtzpx', '동영상이 재생되지 않아요']) {
      expect(diagnoser.diagnose(text)).toMatchObject({ outcome: 'unknown' });
      expect(diagnoser.diagnose(text).confidence).toBeLessThanOrEqual(0.2);
    }
  });

  it('takes no real question for a mash of keys or another language', () => {
    const mistaken = readLabelled(`${DATA_FOLDER}/evaluation/questions.csv`).filter(({ text }) =>
      ['otherLanguage', 'gibberish'].includes(scopeOf(text)),
    );
    expect(mistaken.filter(({ intent }) => intent !== 'oos')).toEqual([]);
  });
});
