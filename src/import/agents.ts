/** Reads data/agents.csv: what agents can take, in which languages, and when they work. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { AgentProfile } from '../domain/agent.ts';
import { parseHours } from '../domain/hours.ts';
import { CATEGORIES } from '../domain/knowledge.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { type PersonId, parsePlatformId } from '../domain/place.ts';
import { cell, list, parseTimeZone } from './cell-rules.ts';
import { splitList } from './cells.ts';
import { readCsv } from './csv.ts';
import type { Problems } from './problems.ts';

const parseLanguage = (text: string): Language | null => LANGUAGES.find((one) => one === text.toLowerCase()) ?? null;

/** Empty = no limit (0 stands for it here: nobody is kept as an agent without tickets). */
const parseLimit = (text: string): number | null => (/^\d{0,3}$/.test(text) ? Number(text) : null);

const agentRow = z.object({
  agent: cell(parsePlatformId, 'write platform:id such as slack:U012AB3CD'),
  skills: z.string().transform(splitList),
  languages: cell(
    list(parseLanguage),
    `write some of ${LANGUAGES.join(', ')}, separated by semicolons, or leave it empty`,
  ),
  hours: cell(parseHours, 'write them as in queues.csv, such as Mon-Fri 09:00-12:00,14:00-18:00, or leave it empty'),
  timezone: cell(parseTimeZone, 'write an IANA name such as Asia/Shanghai, or leave it empty'),
  most_tickets: cell(parseLimit, 'write a number up to 999, or leave it empty'),
  team: z.string().max(40, 'is longer than 40 characters; write a shorter name').optional(),
});

/** By id. No such file = none. `queueNames` null: not known, so skills are not checked. */
export function readAgents(
  file: string,
  queueNames: readonly string[] | null,
  problems: Problems,
): Map<PersonId, AgentProfile> {
  const agents = new Map<PersonId, AgentProfile>();
  if (!existsSync(file)) return agents;
  for (const { value, lineOf } of readCsv(file, agentRow, problems)) {
    const { agent, skills, languages, hours, timezone: timeZone, most_tickets: most, team } = value;
    const known = [...(queueNames ?? []), ...CATEGORIES];
    const unknown = skills.find((skill) => !/^(?:course|tag):\S/.test(skill) && !known.includes(skill));
    if (queueNames && unknown !== undefined) {
      const names = [...new Set(known)].join(', ');
      const message = `"${unknown}" is no skill; write queues or categories (${names}), course:<id> or tag:<tag>`;
      problems.add({ file, line: lineOf('skills'), column: 'skills', message });
    }
    if (agents.has(agent)) {
      const message = `"${agent}" stands above already; remove one of the two`;
      problems.add({ file, line: lineOf('agent'), column: 'agent', message });
    }
    const isSet = hours.hours.length > 0 || hours.specialDays.length > 0;
    agents.set(agent, {
      agent,
      skills,
      languages,
      hours: isSet ? hours : null,
      timeZone,
      mostTickets: most || null,
      ...(team ? { team } : {}),
    });
  }
  return agents;
}
