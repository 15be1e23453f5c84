import { inject, onScopeDispose, provide, toRaw, type InjectionKey } from 'vue'

interface LinesWithBlank {
  readonly lines: () => readonly object[]
  readonly blank: () => object
}
type Register = (editor: LinesWithBlank) => () => void

const key: InjectionKey<Register> = Symbol('blank lines')

const isSame = (value: unknown, fresh: unknown): boolean => JSON.stringify(value) === JSON.stringify(fresh)

/** Whether nothing was entered in a line beyond what a new one comes with. */
export function isBlankLine(line: object, blank: object): boolean {
  const fresh = new Map(Object.entries(blank))
  return Object.entries(line).every(
    ([name, value]) => value === undefined || value === null || value === '' || isSame(value, fresh.get(name))
  )
}

/** The lines without the empty ones that Enter left at the end. */
function withoutTail<Line extends object>(lines: readonly Line[], blank: object): readonly Line[] {
  let end = lines.length
  for (let last = lines[end - 1]; last && isBlankLine(last, blank); last = lines[end - 1]) end -= 1
  return lines.slice(0, end)
}

/** For the form around line editors: answers its model without the empty lines at the end of any of them. */
export function provideBlankLines(): <Model extends object>(model: Model) => Model {
  const editors = new Set<LinesWithBlank>()
  provide(key, (editor) => {
    editors.add(editor)
    return () => editors.delete(editor)
  })
  return (model) => {
    const trimmed = Object.entries(model).flatMap(([name, value]): [string, unknown][] => {
      const editor = [...editors].find(({ lines }) => toRaw(lines()) === toRaw(value))
      return editor ? [[name, withoutTail(editor.lines(), editor.blank())]] : []
    })
    return trimmed.length ? { ...model, ...Object.fromEntries(trimmed) } : model
  }
}

/** For an editor of lines: tells the form around it what an empty line is. */
export function registerBlankLines(editor: LinesWithBlank): void {
  const leave = inject(key, undefined)?.(editor)
  onScopeDispose(() => leave?.())
}
