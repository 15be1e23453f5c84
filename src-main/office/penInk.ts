import { In, type EntityManager } from 'typeorm'
import type { PenStrokes } from '../contract/pen'
import { canonicalText, textHash } from '../kernel/canonical'
import { actContentHash } from '../platform/database/auditChain'
import { AuditEntry } from '../platform/database/auditEntities'
import { pngOf } from '../platform/documents/png'
import { PenInk, Signature } from './entities'

/**
 * What tells a drawing from every other: its strokes from their own corner of the pad, without their times. No hand
 * draws the same twice, so the same again is a copy.
 */
export function shapeOf(strokes: PenStrokes): string {
  const points = strokes.flat()
  const [left, top] = [Math.min(...points.map(({ x }) => x)), Math.min(...points.map(({ y }) => y))]
  return textHash(JSON.stringify(strokes.map((stroke) => stroke.map(({ x, y }) => [x - left, y - top]))))
}

const paper = { width: 360, height: 120, margin: 8 }
const ink = 0x1a1a2e
const white = 0xffffff

/** The picture of a drawing as forms print it, as large as it fits. */
export function inkPicture(strokes: PenStrokes): Buffer {
  const { width, height, margin } = paper
  const points = strokes.flat()
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [wide, high] = [Math.max(Math.max(...xs) - left, 1), Math.max(Math.max(...ys) - top, 1)]
  const scale = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / high, 3)
  const right = (width - wide * scale) / 2
  const down = (height - high * scale) / 2
  const drawn = new Uint8Array(width * height)
  const dot = (x: number, y: number) => {
    for (const [aside, below] of nib) drawn[(y + below) * width + x + aside] = 1
  }
  for (const stroke of strokes)
    for (const [index, to] of stroke.entries()) {
      const from = stroke[index - 1] ?? to
      const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) * scale))
      for (let step = 0; step <= steps; step += 1) {
        const along = (a: number, b: number) => a + ((b - a) * step) / steps
        dot(
          Math.round(right + (along(from.x, to.x) - left) * scale),
          Math.round(down + (along(from.y, to.y) - top) * scale)
        )
      }
    }
  return pngOf(width, height, (x, y) => (drawn[y * width + x] === 1 ? ink : white))
}

// A round point of three pixels.
const nib = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1]
] as const

/** The picture of what was drawn for a signature; undefined where it has no strokes. */
export async function drawnPicture(manager: EntityManager, signatureId: string): Promise<Buffer | undefined> {
  const found = await manager.findOneBy(PenInk, { signatureId })
  return found ? inkPicture(JSON.parse(found.strokes) as PenStrokes) : undefined
}

const atOnce = 500

/**
 * Proves every drawing: that it is the one its shape was taken of, and that the act it is bound to holds its signature
 * and wrote what the drawing was bound to. Whether rows were changed at all, the chain says.
 */
export async function provePens(manager: EntityManager): Promise<readonly { number: string; why: string }[]> {
  for (let from = 0; ; from += atOnce) {
    const inks = await manager.find(PenInk, { order: { id: 'ASC' }, skip: from, take: atOnce })
    if (inks.length === 0) return []
    const signatures = new Map(
      (await manager.findBy(Signature, { id: In(inks.map(({ signatureId }) => signatureId)) })).map((row) => [
        row.id,
        row
      ])
    )
    for (const row of inks) {
      const signature = signatures.get(row.signatureId)
      const entry = await manager.findOneBy(AuditEntry, { chain: row.chain, seq: row.seq })
      if (signature === undefined || entry === null || !isBound(row, signature, entry))
        return [
          {
            number: entry?.subjectNumber ?? `操作日志第${row.seq}条`,
            why: `${signature?.name ?? ''}的手写签名与签字时的内容不符`
          }
        ]
    }
  }
}

function isBound(row: PenInk, signature: Signature, { changes, entries }: AuditEntry): boolean {
  const before = entries.slice(
    0,
    entries.findIndex(({ table }) => table === 'pen_strokes')
  )
  return (
    row.shape === shapeOf(JSON.parse(row.strokes) as PenStrokes) &&
    before.some(({ id }) => id === signature.id) &&
    entries.some(({ id }) => id === row.id) &&
    row.content === actContentHash(canonicalText(changes), canonicalText(before))
  )
}
