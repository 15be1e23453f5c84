import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { reportFault, type Fault } from './faults'

export interface Command<Input, Result> {
  /**
   * Runs the call; resolves with undefined when it met a fault, which is then in `fault`. A second run while one is
   * under way is ignored: it resolves never, so that nothing follows a press that did nothing.
   */
  run(input: Input): Promise<Result | undefined>
  readonly running: Ref<boolean>
  readonly fault: ShallowRef<Fault | undefined>
  clear(): void
}

/** A change through a call, with its running state and fault. */
export function useCommand<Input, Result>(call: (input: Input) => Promise<Result>): Command<Input, Result> {
  const running = ref(false)
  const fault = shallowRef<Fault>()
  return {
    running,
    fault,
    clear: () => (fault.value = undefined),
    async run(input) {
      if (running.value) return new Promise<never>(() => {})
      running.value = true
      fault.value = undefined
      try {
        return await call(input)
      } catch (error) {
        fault.value = reportFault(error)
        return undefined
      } finally {
        running.value = false
      }
    }
  }
}
