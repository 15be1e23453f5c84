import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import type { Finding, InputIssue } from '@contract'

/** What is wrong with a form at the moment, by field path. */
export interface Problems {
  readonly issues: readonly InputIssue[]
  readonly findings: readonly Finding[]
}

const key: InjectionKey<ComputedRef<Problems>> = Symbol('problems')
const none = computed<Problems>(() => ({ issues: [], findings: [] }))

/** Makes a form's problems known to the fields inside it. */
export function provideProblems(problems: ComputedRef<Problems>): void {
  provide(key, problems)
}

/** The problems of the form around this component, none outside a form. */
export function useProblems(): ComputedRef<Problems> {
  return inject(key, none)
}

/** Those problems that concern one path; `deep` takes the paths below it as well. */
export function problemsAt({ issues, findings }: Problems, path: string, deep = false): Problems {
  const concerns = (other: string | undefined) => other === path || (deep && (other?.startsWith(`${path}.`) ?? false))
  return {
    issues: issues.filter((issue) => concerns(issue.path)),
    findings: findings.filter((finding) => concerns(finding.field))
  }
}
