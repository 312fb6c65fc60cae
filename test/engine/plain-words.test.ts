import { describe, expect, it } from 'vitest';
import { NO_NEEDS } from '../../src/domain/profile.ts';
import { shapeFor } from '../../src/engine/learner/plain-words.ts';
import { createScene, LEARNER, LIN } from './scene.ts';

const READS = { ...NO_NEEDS, screenReader: true };
const SLOW = { ...NO_NEEDS, slow: true };

describe('words for a screen reader', () => {
  it('have no pictures, and nothing is left of them', () => {
    expect(shapeFor(READS, '👩🏽‍💻 done 🇨🇳 now ❤️‍🔥!', false)).toBe('done now !');
    expect(shapeFor(READS, '1️⃣ open it', false)).toBe('1 open it');
  });

  it('keep their lines and signs that are read', () => {
    expect(shapeFor(READS, '📮 Ticket\n● asked  ○ taken © 2026', false)).toBe(
      'Ticket\ndone: asked  to come: taken © 2026',
    );
  });
});

describe('words for somebody who wants it slowly', () => {
  it('are one sentence a line', () => {
    expect(shapeFor(SLOW, 'Open it. Then wait! 先打开。再等等', true)).toBe('Open it.\nThen wait!\n先打开。\n再等等');
  });

  it('keep numbered steps, abbreviations and paragraphs', () => {
    const steps = '1. Open it.\n2. Wait, e.g. a minute.\n\nThat is all.';
    expect(shapeFor(SLOW, steps, false)).toBe(steps);
  });
});

describe('what an agent wrote', () => {
  it('arrives as it was written, whatever form the learner wants of the bot', () => {
    const scene = createScene().command('/needs slow', LEARNER).command('/needs screen-reader', LEARNER);
    scene.asks('sure:video').presses('human').agent('claim').agent('reply', LIN, 'Look here. 👍 ● means done');
    expect(scene.texts()[0]).toBe('Lin: Look here. 👍 ● means done');
    scene.agent('live').staffSays('One. Two 🙂');
    expect(scene.texts()[0]).toBe('Lin: One. Two 🙂');
  });
});
