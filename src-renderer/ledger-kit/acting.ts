import { ref, type Ref } from 'vue'

export interface Acting {
  /** The action whose panel is open. */
  readonly open: Ref<string | undefined>
  begin(action: string): void
  close(): void
  /** Closes the panel and reads the record again. */
  settled(): Promise<void>
}

/** Which action of a record page has its panel open. Pressing it again closes the panel. */
export function useActing(reload: () => Promise<void>, prepare?: (action: string) => boolean | void): Acting {
  const open = ref<string>()
  return {
    open,
    begin(action) {
      if (open.value === action) open.value = undefined
      else if (prepare?.(action) !== false) open.value = action
    },
    close: () => (open.value = undefined),
    async settled() {
      open.value = undefined
      await reload()
    }
  }
}
