import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { House } from '@main/office/house'
import { lastRead } from '@main/office/outputs/lastRead'
import type { ImportReading, Table } from '@main/platform/importing'

const aTable = (name: string): Table => ({ name, hidden: false, rows: [], merges: [] })
const aReading = (): ImportReading => ({ sheets: [], headers: {}, ignored: [], notes: [] })
let house: House

beforeEach(() => {
  vi.useFakeTimers()
  house = {} as House
})
afterEach(() => void vi.useRealTimers())

it('reads a content once, and another one anew', async () => {
  const read = vi.fn((name: string) => Promise.resolve([aTable(name)]))
  const tables = (content: string) => lastRead(house).tables(content, () => read(content))
  expect(await tables('甲')).toBe(await tables('甲'))
  expect(read).toHaveBeenCalledTimes(1)
  expect((await tables('乙'))[0]?.name).toBe('乙')
  await tables('甲')
  expect(read).toHaveBeenCalledTimes(3)
})

it('keeps what was read for some minutes, of one house only, and not once it is let go of', async () => {
  const read = vi.fn(() => Promise.resolve([aTable('甲')]))
  await lastRead(house).tables('甲', read)
  await lastRead({} as House).tables('甲', read)
  expect(read).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(9 * 60_000)
  await lastRead(house).tables('甲', read)
  expect(read).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(2 * 60_000)
  await lastRead(house).tables('甲', read)
  expect(read).toHaveBeenCalledTimes(3)
  lastRead(house).forget()
  await lastRead(house).tables('甲', read)
  expect(read).toHaveBeenCalledTimes(4)
})

it('keeps no file that would fill the memory', async () => {
  const row = (number: number) => ({ number, cells: Array.from({ length: 100 }, () => '一') })
  const rows = Array.from({ length: 10_001 }, (_, index) => row(index + 1))
  const reading = (lines: number) => vi.fn(() => Promise.resolve([{ ...aTable('甲'), rows: rows.slice(0, lines) }]))
  const [large, largest] = [reading(10_001), reading(10_000)]
  for (const _ of [1, 2]) await lastRead(house).tables('超过', large)
  for (const _ of [1, 2]) await lastRead(house).tables('正好', largest)
  expect([large.mock.calls.length, largest.mock.calls.length]).toEqual([2, 1])
})

it('keeps a large file for a shorter time', async () => {
  const row = (number: number) => ({ number, cells: Array.from({ length: 100 }, () => '一') })
  const rows = Array.from({ length: 1_001 }, (_, index) => row(index + 1))
  const reading = (lines: number) => vi.fn(() => Promise.resolve([{ ...aTable('甲'), rows: rows.slice(0, lines) }]))
  for (const [lines, minutes, times] of [
    [1_001, 1, 1],
    [1_001, 3, 2],
    [1_000, 3, 1]
  ] as const) {
    const read = reading(lines)
    await lastRead(house).tables(`${lines} ${minutes}`, read)
    vi.advanceTimersByTime(minutes * 60_000)
    await lastRead(house).tables(`${lines} ${minutes}`, read)
    expect(read).toHaveBeenCalledTimes(times)
  }
})

it('makes rows of the tables once a way of reading them, and of other tables each time', async () => {
  const tables = await lastRead(house).tables('甲', () => Promise.resolve([aTable('甲')]))
  const make = vi.fn(() => Promise.resolve(aReading()))
  const reading = (key: string, of = tables) => lastRead(house).reading(of, () => key, make)
  expect(await reading('一')).toBe(await reading('一'))
  expect(make).toHaveBeenCalledTimes(1)
  await reading('二')
  await reading('一')
  expect(make).toHaveBeenCalledTimes(3)
  await reading('一', [aTable('甲')])
  expect(make).toHaveBeenCalledTimes(4)
})
