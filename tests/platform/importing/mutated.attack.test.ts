import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sheets from '@e965/xlsx'
import JSZip from 'jszip'
import { expect, it, vi } from 'vitest'
import { readTables } from '@main/platform/importing'
import { attackRounds, recordAttack } from '../../support/attack'
import { tempFolder } from '../../support/tempFolder'
import { chanceOf, type Chance } from './habits'

const folder = tempFolder('mutated')
const sample = fileURLToPath(new URL('../../support/samples/办公用品库存台账.xlsx', import.meta.url))

/** Flips, cuts out or doubles bytes anywhere in a file. */
function damaged(chance: Chance, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const times = 1 + chance.below(20)
  for (let time = 0; time < times; time += 1) copy[chance.below(copy.length)] = chance.below(256)
  if (chance.once(4)) return copy.subarray(0, chance.below(copy.length))
  if (chance.once(8)) return Buffer.concat([copy.subarray(0, copy.length / 2), copy.subarray(copy.length / 4)])
  return copy
}

/** Takes parts away, swaps them or rewrites what is in them, in an archive that stays whole. */
async function rearranged(chance: Chance, bytes: Buffer): Promise<Buffer> {
  const zip = await JSZip.loadAsync(bytes)
  const names = Object.keys(zip.files).filter((name) => !zip.files[name]?.dir)
  const name = chance.pick(names)
  const text = await zip.file(name)?.async('string')
  switch (chance.below(5)) {
    case 0:
      zip.remove(name)
      break
    case 1:
      zip.file(chance.pick(names), text ?? '')
      break
    case 2:
      zip.file(
        name,
        (text ?? '').replaceAll(
          /Target="[^"]*"/g,
          `Target="${chance.pick(['../../../etc/passwd', 'worksheets/sheet1.xml', '', '/', '..\\\\..', 'http://a/b'])}"`
        )
      )
      break
    case 3:
      zip.file(
        name,
        (text ?? '').replaceAll(
          /"\d+"/g,
          () => `"${chance.pick(['-1', '99999999999', '1e309', 'NaN', '', '0', 'XFD1048577'])}"`
        )
      )
      break
    default:
      zip.file(name, (text ?? '').slice(0, chance.below((text ?? '').length + 1)))
  }
  return zip.generateAsync({ type: 'nodebuffer' })
}

/** In every run of the suite; ten times as many by `npm run test:attack`. */
const RUNS = attackRounds(2_000)

it(`meets ${RUNS} mutated workbooks without a crash, a stack trace or a hang`, async () => {
  // The library says on the console what it does not know in a damaged file.
  using _quiet = vi.spyOn(console, 'error').mockReturnValue()
  const whole = await readFile(sample)
  const old = Buffer.from(sheets.write(sheets.read(whole), { type: 'buffer', bookType: 'biff8' }) as Uint8Array)
  const open = Buffer.from(sheets.write(sheets.read(whole), { type: 'buffer', bookType: 'ods' }) as Uint8Array)
  let readable = 0
  let slowest = 0
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const chance = chanceOf(seed)
    const [bytes, ending] = chance.once(4)
      ? ([old, 'xls'] as const)
      : chance.once(6)
        ? ([open, 'ods'] as const)
        : ([whole, 'xlsx'] as const)
    const mutated = ending !== 'xls' && chance.once(2) ? await rearranged(chance, bytes) : damaged(chance, bytes)
    const path = join(folder, `变.${ending}`)
    await writeFile(path, mutated)
    const start = performance.now()
    const reading = await readTables(path).catch((fault: unknown) => `seed ${seed}: ${String(fault)}`)
    slowest = Math.max(slowest, performance.now() - start)
    if (typeof reading === 'string') expect.fail(reading)
    if (reading.ok) readable += 1
    else expect(reading.problem.message).toMatch(/^[^\n]*\p{Script=Han}[^\n]*$/u)
  }
  recordAttack('改坏的表格文件', RUNS, 0)
  expect(slowest).toBeLessThan(5_000)
  expect(readable).toBeGreaterThan(0)
  expect(readable).toBeLessThan(RUNS)
}, 900_000)
