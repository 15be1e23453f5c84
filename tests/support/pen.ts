import { randomInt } from 'node:crypto'
import type { PenStrokes } from '@main/contract/pen'
import type { Person } from '@main/office/entities'

/** A drawing nobody made before: three strokes, a second and a half long. Which one it is says nothing to any test. */
export const anInk = (): PenStrokes =>
  [0, 1, 2].map((stroke) =>
    Array.from({ length: 8 }, (_, step) => ({
      x: 20 + stroke * 80 + step * 9,
      y: randomInt(10, 110),
      ms: stroke * 500 + step * 20
    }))
  )

/** A pen signature of a person. */
export const penOf = (person: Pick<Person, 'id'>) => ({ by: 'pen' as const, personId: person.id, strokes: anInk() })
