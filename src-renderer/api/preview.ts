import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Finding, InputIssue } from '@contract'
import { client } from './client'

const PAUSE_MS = 450

export interface Preview {
  readonly findings: ShallowRef<readonly Finding[]>
  readonly issues: ShallowRef<readonly InputIssue[]>
  readonly checking: Ref<boolean>
  /** Checks the input once typing pauses. */
  check(input: unknown): void
  clear(): void
}

/**
 * Live check of a form: asks main what its rules and schema say about a command, without doing it. `call` is its path,
 * e.g. 'office.createPerson'.
 */
export function usePreview(call: string): Preview {
  const findings = shallowRef<readonly Finding[]>([])
  const issues = shallowRef<readonly InputIssue[]>([])
  const checking = ref(false)
  let current: AbortController | undefined

  const ask = useDebounceFn(async (input: unknown) => {
    current?.abort()
    const mine = new AbortController()
    current = mine
    checking.value = true
    try {
      const answer = await client.checks.preview({ call, input }, { signal: mine.signal })
      if (current !== mine) return
      findings.value = answer.findings
      issues.value = answer.issues
    } catch {
      // A live check that fails says nothing; submitting will.
    } finally {
      if (current === mine) checking.value = false
    }
  }, PAUSE_MS)

  onScopeDispose(() => current?.abort())
  return {
    findings,
    issues,
    checking,
    check: (input) => void ask(input),
    clear() {
      current?.abort()
      findings.value = []
      issues.value = []
    }
  }
}
