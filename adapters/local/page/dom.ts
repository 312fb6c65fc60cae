/** Makes elements. Text always goes in as text: nothing on this page is ever parsed as HTML. */

type Attributes = Readonly<Record<string, string | boolean>>;

/** An element with attributes (true = present without value, false = absent) and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

/** The one element that matches. Throws where there is none: then page and script do not fit together. */
export function find<E extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): E {
  const element = within.querySelector<E>(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

/** A value that outlives the page, where the browser allows it. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`afterclass.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`afterclass.${name}`, value);
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}
