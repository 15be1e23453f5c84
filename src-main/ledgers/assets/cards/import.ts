import { asset as record } from '../../../contract/assets'
import { importedOf, readOf } from '../../../contract/record'
import { formatMoney } from '../../../contract/display'
import type { Field } from '../../../contract/fields'
import { sameKey } from '../../../kernel/sameness'
import type { ImportDefinition, ImportRow, ImportRowProblem } from '../../../office/outputs/importDefinition'
import { classTable, type ClassTable } from '../classes/classTable'
import { dueBy, monthAfter, monthOver, shares } from '../depreciation/schedule'
import { AST_01, isLargeBatch } from '../rules/acquiring'
import { AST_06 } from '../rules/entering'
import { filledCard, wholeLife, writeCards, type FilledCard, type FirstPhase, type NewCard, type Origin } from './make'
import { nextAssetNumbers } from './numbers'
import { cardsNumbered, serialHolders, serialsOf } from './same'
import { undoCards } from './undoImport'

/** How a row of several things becomes cards. */
const cardChoices = { batch: '一张批量卡', each: '一物一卡' } as const

const extra: Readonly<Record<string, Field>> = {
  unitPriceCents: { label: '单价', kind: 'money', synonyms: ['单价(元)', '价格'] },
  lifeYears: {
    label: '使用年限（年）',
    kind: 'integer',
    synonyms: ['使用年限', '折旧年限', '折旧年限(年)', '预计使用年限']
  },
  openingCents: {
    label: '累计折旧',
    kind: 'money',
    total: true,
    synonyms: ['累计折旧(元)', '累计折旧/摊销(元)', '已提折旧']
  },
  cards: {
    label: '建卡方式',
    kind: 'choice',
    choices: Object.entries(cardChoices).map(([value, label]) => ({ value, label })),
    synonyms: ['卡片方式']
  }
}

// The typed ids of unit, user and keeper stand under their keys; a file has their names.
// Old books often have prices instead of values, and count by lines.
const fields = {
  ...importedOf(record),
  quantity: { ...record.fields.quantity, required: false },
  originalCents: { ...record.fields.originalCents, required: false },
  ...extra
}

const textOf = (row: ImportRow, field: string) => String(row.values[field] ?? '').trim()
const numberOf = (row: ImportRow, field: string) => {
  const value = row.values[field]
  return typeof value === 'number' ? value : null
}
const quantityOf = (row: ImportRow) => numberOf(row, 'quantity') ?? 1

/** The value of a row in cents: the file's amount, or quantity × price. */
function valueOf(row: ImportRow): number | null {
  const price = numberOf(row, 'unitPriceCents')
  return numberOf(row, 'originalCents') ?? (price === null ? null : price * quantityOf(row))
}

function problemsOf(row: ImportRow, today: string, threshold: number): readonly ImportRowProblem[] {
  const problems: ImportRowProblem[] = []
  const found = (column: string, message: string, blocking = true) =>
    problems.push({ sheet: row.sheet, row: row.row, column, message, blocking })
  const quantity = quantityOf(row)
  const value = valueOf(row)
  const price = numberOf(row, 'unitPriceCents')
  const acquiredOn = textOf(row, 'acquiredOn')
  if (quantity < 1) found('数量', '数量至少为1')
  if (value === null) found('原值', '没有金额，也没有单价')
  if (value !== null && value < 0) found('原值', '金额不能为负数')
  if (value !== null && price !== null && Math.abs(value - price * quantity) > Math.max(100, quantity))
    found('原值', `金额${formatMoney(value)}元与数量×单价${formatMoney(price * quantity)}元不符，请核对`)
  if (acquiredOn > today) found('取得日期', '取得日期在今天之后')
  if (textOf(row, 'enteredOn') && textOf(row, 'enteredOn') < acquiredOn) found('入账日期', '入账日期早于取得日期')
  const opening = numberOf(row, 'openingCents')
  if (opening !== null && opening < 0) found('累计折旧', '累计折旧不能为负数，请写成正数')
  if (value !== null && opening !== null && opening > value) found('累计折旧', '累计折旧超过原值')
  const unitPriceCents = value === null ? 0 : Math.floor(value / Math.max(1, quantity))
  if (value !== null && value >= 0 && unitPriceCents < threshold * 100)
    found('原值', `单价不到${threshold}元，按原台账接收；属低值易耗品的请在导入后改登记（AST-01）`, false)
  return problems
}

/**
 * What is to be looked at in a class: one of neither edition, or one whose digits meant in the former edition what the
 * thing is called, and mean another thing now.
 */
function classHints({ classes, old, proposed }: ClassTable, code: string, name: string): readonly string[] {
  if (code === '') return []
  const [now, before] = [classes.get(code), old.get(code)]
  if (!now && !before) return [`分类代码${code}不在现行和旧的资产分类里，照原样登记，请核对`]
  if (!now || !before || before.heir === code || proposed(name)?.code !== before.heir) return []
  return [
    `分类代码${code}现行是${now.name}，旧分类里是${before.name}，按现行分类登记；“${name}”如是旧代码请改为${before.heir ?? ''}`
  ]
}

/** The asset register a bureau kept by hand, as opening entries; sheets of several units in one go. */
export const assetsImport: ImportDefinition = {
  kind: 'assets',
  name: '固定资产台账',
  access: ['assetClerk', 'officeDirector', 'financeHead', 'administrator'],
  ownSheets: ['明细台账'],
  fields,
  unitFields: ['unitName'],
  personFields: ['userName', 'keeperName'],
  sums: { quantity: 'quantity', amountCents: 'originalCents' },
  limits: record.shape,
  unitOf: { lifeMonths: '月', lifeYears: '年' },
  // The old book's accumulated depreciation is of the day it was closed, not of the day it is read.
  openingDay: { label: '账面日期' },
  undo: undoCards,
  check: async ({ manager, today, book, house }, rows) => {
    const { threshold } = AST_01.values(book)
    const numbers = rows.map((row) => textOf(row, 'number')).filter((number) => number !== '')
    const taken = await cardsNumbered(manager, numbers)
    const holders = await serialHolders(
      manager,
      rows.flatMap((row) => serialsOf(textOf(row, 'serial')))
    )
    const table = await classTable(house.resources)
    const first = new Map<string, string>()
    const firstSerial = new Map<string, string>()
    return rows.flatMap((row) => {
      const number = textOf(row, 'number')
      const problems = [...problemsOf(row, today, threshold)]
      const found = (column: string, message: string) =>
        problems.push({ sheet: row.sheet, row: row.row, column, message })
      if (number !== '' && taken.has(number))
        found('资产编号', `资产编号${number}已用于“${taken.get(number)?.name ?? ''}”`)
      for (const message of classHints(table, textOf(row, 'classCode'), textOf(row, 'name')))
        problems.push({ sheet: row.sheet, row: row.row, column: '分类代码', message, blocking: false })
      const before = first.get(sameKey(number))
      if (number !== '' && before) found('资产编号', `资产编号${number}与${before}重复`)
      if (number !== '' && !before) first.set(sameKey(number), `${row.sheet}第${row.row}行`)
      for (const serial of serialsOf(textOf(row, 'serial'))) {
        const key = sameKey(serial)
        const holder = holders.get(key) ?? firstSerial.get(key)
        if (holder) found('序列号', `序列号${serial}已登记在${holder}，一件物品只有一个序列号，请核对实物（AST-06）`)
        else firstSerial.set(key, `${row.sheet}第${row.row}行`)
      }
      return problems
    })
  },
  commit: async (unit, rows, lookup) => {
    const table = await classTable(lookup.house.resources)
    const openingMonth = monthOver(lookup.day ?? unit.today)
    const values = AST_01.values(unit.book)
    const cards = rows.map((row) => {
      const card = cardOf(table, row, lookup)
      const unitPriceCents = Math.floor(card.originalCents / card.quantity)
      return { row, card: { ...card, largeBatch: isLargeBatch(values, { quantity: card.quantity, unitPriceCents }) } }
    })
    const unnumbered = cards.reduce((sum, { row, card }) => sum + numbersNeeded(row, card), 0)
    const pattern = AST_06.values(unit.book).codePattern
    const written = new Set(rows.map((row) => sameKey(textOf(row, 'number'))))
    const fresh = (
      await nextAssetNumbers(unit.manager, pattern, {
        year: unit.today.slice(0, 4),
        category: 'other',
        count: unnumbered + rows.length
      })
    )
      .filter((number) => !written.has(sameKey(number)))
      .values()
    await writeCards(
      unit,
      cards.flatMap(({ row, card }) =>
        apart(row, card, () => fresh.next().value ?? '').map((each) => ({
          card: each.card,
          ...openingOf(each.card, each.openingCents, openingMonth)
        }))
      )
    )
  }
}

const separate = (row: ImportRow) => row.values['cards'] === 'each' || row.values['cards'] === cardChoices.each

function numbersNeeded(row: ImportRow, { quantity }: FilledCard): number {
  const own = textOf(row, 'number') === '' ? 0 : 1
  return (separate(row) ? quantity : 1) - own
}

function cardOf(
  table: ClassTable,
  row: ImportRow,
  lookup: { unitId(name: string): string; personId(name: string, unitName?: string): string | undefined }
): FilledCard {
  const read = readOf(record, row.values)
  const unitName = textOf(row, 'unitName') || row.sheet
  const person = (field: string) =>
    textOf(row, field) ? (lookup.personId(textOf(row, field), unitName) ?? null) : null
  const userId = person('userName')
  const years = numberOf(row, 'lifeYears')
  return filledCard(table, {
    ...read,
    name: textOf(row, 'name'),
    quantity: Math.max(1, quantityOf(row)),
    originalCents: valueOf(row) ?? 0,
    acquiredOn: textOf(row, 'acquiredOn'),
    lifeMonths: read.lifeMonths ?? (years === null ? null : years * 12),
    equipmentKind: read.equipmentKind ?? equipmentOf(textOf(row, 'name')),
    unitId: lookup.unitId(unitName),
    userId,
    keeperId: person('keeperName') ?? userId
  })
}

/** Which equipment a thing is, by its name (DK-06 三). */
export function equipmentOf(name: string): FilledCard['equipmentKind'] {
  if (/执法记录/.test(name)) return 'bodyCamera'
  if (/对讲/.test(name)) return 'radio'
  if (/照相|相机|摄像|录像/.test(name)) return 'camera'
  return /噪声|分贝|声级/.test(name) ? 'noiseMeter' : 'none'
}

/** A row as one card, or as one for each of its things with value and depreciation shared out. */
function apart(
  row: ImportRow,
  card: FilledCard,
  nextNumber: () => string
): readonly { card: NewCard; openingCents: number | null }[] {
  const number = textOf(row, 'number')
  const opening = numberOf(row, 'openingCents')
  if (!separate(row) || card.quantity === 1)
    return [{ card: { ...card, number: number || nextNumber() }, openingCents: opening }]
  const parts = Array.from({ length: card.quantity }, () => 1)
  const originals = shares(card.originalCents, parts)
  const taken = opening === null ? undefined : shares(opening, parts)
  return parts.map((_, index) => ({
    card: {
      ...card,
      quantity: 1,
      originalCents: originals[index] ?? 0,
      number: index === 0 && number ? number : nextNumber()
    },
    openingCents: taken?.[index] ?? null
  }))
}

/**
 * What an opening card begins with: the old ledger's accumulated depreciation as given, and whether it deviates from
 * straight line (AST-18).
 */
export function openingOf(
  card: FilledCard,
  openingCents: number | null,
  lastMonth: string
): { readonly origin: Origin; readonly phase: FirstPhase | undefined } {
  const entered = card.enteredOn.slice(0, 7)
  const openingMonth = lastMonth >= entered ? lastMonth : monthAfter(entered, -1)
  if (card.lifeMonths === null) return { origin: { opening: true, openingCents, openingMonth }, phase: undefined }
  const expected = dueBy({ ...card, lifeMonths: card.lifeMonths }, openingMonth)
  const finished = openingCents === card.originalCents
  const unsettled = !finished && (openingCents ?? 0) !== expected
  return {
    origin: { opening: true, openingCents, openingMonth, unsettled },
    // What agrees with straight line goes on as if it had been here from the beginning.
    phase: unsettled || finished ? undefined : wholeLife(card)
  }
}
