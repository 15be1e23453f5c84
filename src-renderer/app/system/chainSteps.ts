import type { ChainStepInput, ChainView, StepRoleName } from '@contract'

/** A step as the editor holds it; `when` is '' for every request, else `only:` or `not:` with the condition. */
export interface StepRow {
  role: StepRoleName
  label: string
  or: StepRoleName[]
  when: string
}

/** A step of a chain as the editor holds it. A step with both conditions keeps the one it is bound to. */
export function stepRow({ role, label, or = [], onlyWith, notWith }: ChainView['chain'][number]): StepRow {
  return { role, label, or: [...or], when: onlyWith ? `only:${onlyWith}` : notWith ? `not:${notWith}` : '' }
}

/** What is sent of a step. */
export function stepInput({ role, label, or, when }: StepRow): ChainStepInput {
  const [kind, condition = ''] = when.split(':')
  return {
    role,
    label,
    ...(or.length ? { or } : {}),
    ...(kind === 'only' ? { onlyWith: condition } : {}),
    ...(kind === 'not' ? { notWith: condition } : {})
  }
}
