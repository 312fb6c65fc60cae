/** The length limits of Block Kit and views, which stand in the reference's words but in no schema. */
import { checkBlock, checkView } from './specs.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (isFields(value) && typeof value.text === 'string' ? value.text : '');
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

function tooLong(what: string, text: string, most: number): string[] {
  return [...text].length > most ? [`${what} has ${[...text].length} characters, at most ${most}`] : [];
}

function checkElement(element: Fields): string[] {
  const problems = tooLong('action_id', String(element.action_id ?? ''), 255);
  if (element.type === 'button') {
    problems.push(
      ...tooLong('button text', textOf(element.text), 75),
      ...tooLong('value', String(element.value ?? ''), 2000),
    );
    if (textOf(element.text) === '') problems.push('a button without text');
  }
  const options = element.options === undefined ? null : listOf(element.options);
  if (options && (options.length === 0 || options.length > 100)) problems.push(`${options.length} options`);
  for (const option of options ?? []) {
    problems.push(...tooLong('option', textOf(option.text), 75), ...tooLong('option value', String(option.value), 150));
  }
  problems.push(...tooLong('placeholder', textOf(element.placeholder), 150));
  problems.push(...tooLong('accessibility_label', String(element.accessibility_label ?? ''), 75));
  return problems;
}

function checkRichText(element: Fields): string[] {
  const problems = element.type === 'text' && element.text === '' ? ['an empty rich text element'] : [];
  return [...problems, ...listOf(element.elements).flatMap(checkRichText)];
}

function checkLimits(block: Fields): string[] {
  const problems = tooLong('block_id', String(block.block_id ?? ''), 255);
  switch (block.type) {
    case 'section':
      problems.push(...tooLong('section', textOf(block.text), 3000));
      if (block.text !== undefined && textOf(block.text) === '') problems.push('an empty section');
      if (listOf(block.fields).length > 10) problems.push('more than 10 fields');
      for (const field of listOf(block.fields)) problems.push(...tooLong('field', textOf(field), 2000));
      break;
    case 'header':
      problems.push(...tooLong('header', textOf(block.text), 150));
      break;
    case 'context':
      if (listOf(block.elements).length > 10) problems.push('more than 10 context elements');
      break;
    case 'actions': {
      const elements = listOf(block.elements);
      const ids = elements.map(({ action_id }) => action_id);
      if (elements.length === 0 || elements.length > 25) problems.push(`${elements.length} actions`);
      if (new Set(ids).size < ids.length) problems.push('action_id twice in a block');
      break;
    }
    case 'input':
      problems.push(...tooLong('label', textOf(block.label), 2000), ...tooLong('hint', textOf(block.hint), 2000));
      break;
    case 'rich_text':
      problems.push(...checkRichText(block));
      break;
  }
  const elements = [...(block.type === 'actions' ? listOf(block.elements) : []), block.accessory, block.element];
  return [...problems, ...elements.filter(isFields).flatMap(checkElement)];
}

/** `most`: 50 in a message, 100 in a view. */
export function checkBlocks(blocks: unknown, most: number): string[] {
  if (!Array.isArray(blocks)) return ['blocks is no list'];
  const problems = blocks.length > most ? [`${blocks.length} blocks, at most ${most}`] : [];
  const ids = blocks.filter(isFields).flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]));
  if (new Set(ids).size < ids.length) problems.push('block_id twice');
  for (const [n, block] of blocks.entries()) {
    const found = isFields(block) ? [checkBlock(block), ...checkLimits(block)] : ['is no object'];
    problems.push(...found.filter((problem) => problem !== null).map((problem) => `blocks[${n}]: ${problem}`));
  }
  return problems;
}

/** A modal or a Home tab. */
export function checkWholeView(view: unknown): string[] {
  if (!isFields(view)) return ['the view is no object'];
  const shape = checkView(view);
  return [
    ...(shape ? [shape] : []),
    ...checkBlocks(view.blocks, 100),
    ...tooLong('title', textOf(view.title), 24),
    ...tooLong('submit', textOf(view.submit), 24),
    ...tooLong('close', textOf(view.close), 24),
    ...tooLong('callback_id', String(view.callback_id ?? ''), 255),
    ...tooLong('private_metadata', String(view.private_metadata ?? ''), 3000),
    ...(view.type === 'modal' && listOf(view.blocks).some(({ type }) => type === 'input') && !view.submit
      ? ['a modal with inputs and no submit']
      : []),
  ];
}
