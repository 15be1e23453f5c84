import { Not } from 'typeorm'
import { formatDate, formatInstant } from '../../../contract/display'
import { secrecyClasses } from '../../../contract/confidential/words'
import { localDateOf } from '../../../kernel/instant'
import { Person } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import type { ImportRow, ImportRowProblem } from '../../../office/outputs/importDefinition'
import { rowsWith } from '../../../platform/database/readRows'
import { ConfidentialFile } from '../entities'
import { ceilingYears } from '../rules/period'
import { SEC_03 } from '../rules/register'
import { cell, importFields, type ImportField } from './importFields'
import { bookOf, overlapsIn, repeatedIn, type Book, type BookFile } from './importBook'

type Say = (row: ImportRow, field: ImportField, message: string, blocking?: boolean) => void

/**
 * Holds an old register against the rules. What cannot be read keeps the file out; what was done against a rule is
 * named and taken over as what it was, so that nobody has to change an old book to bring it in.
 */
export async function checkRegister(
  { manager, book: rules, today }: Reading,
  rows: readonly ImportRow[]
): Promise<readonly ImportRowProblem[]> {
  const problems: ImportRowProblem[] = []
  const say: Say = (row, field, message, blocking = false) =>
    problems.push({ sheet: row.sheet, row: row.row, column: importFields[field].label, message, blocking })
  const book = bookOf(rows)
  const known = new Set(
    (
      await rowsWith(
        manager,
        ConfidentialFile,
        'formerNumber',
        book.files.map(({ number }) => number),
        { where: { state: Not('reversed') } }
      )
    ).map(({ formerNumber }) => formerNumber)
  )
  const people = new Set((await manager.find(Person)).map(({ name }) => name))
  const named = new Set([
    ...people,
    ...book.legs.map(({ reader }) => reader),
    ...book.files.map(({ receivedBy }) => receivedBy)
  ])
  const ceilings = SEC_03.values(rules)
  for (const file of book.files) {
    if (known.has(file.number)) say(file.row, 'number', `登记号${file.number}已经转入，不能重复导入`, true)
    checkFile(file, say, today, named)
    const ceiling = file.secrecy === undefined ? undefined : ceilingYears(file.secrecy, ceilings)
    if (file.secrecy && ceiling !== undefined && file.years !== undefined && file.years > ceiling)
      say(
        file.row,
        'secrecy',
        `期限超上限：${secrecyClasses[file.secrecy]}级不超过${ceiling}年，登记为${file.years}年；按${ceiling}年转入，请核对原件（SEC-03）`
      )
  }
  for (const [number, { of, copyNumber }] of repeatedIn(book)) {
    const file = book.files.find((each) => each.number === number)
    if (file)
      say(
        file.row,
        'copyNumber',
        `重复份号：同一文号的份号${copyNumber}已登记在${of}，这一件不再转入，请核对（SEC-03）`
      )
  }
  checkCirculation(book, say)
  checkCopies(book, say)
  checkEndings(book, say)
  return problems
}

function checkFile(file: BookFile, say: Say, today: string, named: ReadonlySet<string>): void {
  const { row } = file
  if (file.number === '') say(row, 'number', '没有登记号，无法转入', true)
  if (file.receivedOn === undefined) say(row, 'receivedOn', `“${cell(row, 'receivedOn')}”不是有效日期`, true)
  else if (file.receivedOn > today) say(row, 'receivedOn', '收文日期晚于今天', true)
  if (file.secrecy === undefined)
    say(row, 'secrecy', `“${cell(row, 'secrecy')}”不是密级，应为绝密、机密、秘密或内部`, true)
  if (file.pages === undefined) say(row, 'pages', '页数没有登记或不是数字', true)
  if (file.secrecy === 'internal') say(row, 'secrecy', '内部文件不是国家秘密，按内部单独登记，不计保密期限')
  if (cell(row, 'title') !== '') say(row, 'title', '标题不转入：只登记代号，标题留在原登记簿（SEC-02）')
  if (file.receivedBy === '') say(row, 'receivedBy', '签收人没有登记，登记信息不齐全，请补查（SEC-03）')
  const unnumbered = file.copyNumbers.filter((each) => each === undefined).length
  if (unnumbered > 0 && (file.secrecy === 'topSecret' || file.secrecy === 'secret'))
    say(row, 'copyNumber', `${secrecyClasses[file.secrecy]}级文件没有份号，请补查（SEC-03）`)
  if (file.saidCopies !== undefined && file.saidCopies !== file.copyNumbers.length)
    say(
      row,
      'copies',
      `份数不符：登记${file.saidCopies}份，份号有${file.copyNumbers.length}个；按份号转入，请查清（SEC-03）`
    )
  const strangers = file.scope.filter((name) => !named.has(name))
  if (strangers.length > 0) say(row, 'scope', `${strangers.join('、')}不在花名册中，知悉范围先按姓名记下`)
}

function checkCirculation(book: Book, say: Say): void {
  const numbers = new Map(book.files.map((file) => [file.number, file]))
  for (const { row, number, copyNumber, outAt, returnedAt } of book.legs) {
    const file = numbers.get(number)
    if (!file) say(row, 'number', `收文登记里没有${number}`, true)
    else if (!file.copyNumbers.includes(copyNumber)) say(row, 'copyNumber', `${number}没有份号${copyNumber}`, true)
    if (outAt === '') say(row, 'outAt', '送阅时间没有登记', true)
    if (returnedAt !== '' && returnedAt < outAt) say(row, 'returnedAt', '归还时间早于送阅时间', true)
    else if (returnedAt !== '' && localDateOf(returnedAt) > localDateOf(outAt))
      say(row, 'returnedAt', '逾期归还，转入逾期记录（SEC-07）')
  }
  for (const { leg, before } of overlapsIn(book))
    say(
      leg.row,
      'outAt',
      `横向传阅/未还先传：${before.reader}${formatInstant(before.returnedAt)}才归还，${leg.reader}${formatInstant(leg.outAt)}已送阅，请查清（SEC-07）`
    )
}

function checkCopies(book: Book, say: Say): void {
  const files = new Map(book.files.map((file) => [file.number, file]))
  for (const { row, number, original, newNumbers, count, madeOn, consent } of book.copies) {
    const file = files.get(number)
    if (!file) say(row, 'number', `收文登记里没有${number}`, true)
    else if (!file.copyNumbers.includes(original)) say(row, 'original', `${number}没有份号${original}`, true)
    if (madeOn === undefined) say(row, 'madeOn', `“${cell(row, 'madeOn')}”不是有效日期`, true)
    if (newNumbers.length === 0) say(row, 'newNumbers', '没有新份号，还没有复制，这一行不转入')
    else if (count !== newNumbers.length)
      say(row, 'copyCount', `复制${count}份，新份号有${newNumbers.length}个，按新份号转入，请查清`)
    if (file?.secrecy === 'topSecret' && consent === '')
      say(row, 'newNumbers', '绝密未经发文机关同意复制：没有同意文号，复制件先列入载体，请查清并报告（SEC-08）')
  }
}

function checkEndings(book: Book, say: Say): void {
  const files = new Map(book.files.map((file) => [file.number, file]))
  for (const { row, number, copyNumber, destroyed, endedOn, second, receipt } of book.endings) {
    const file = files.get(number)
    if (!file) say(row, 'number', `收文登记里没有${number}`, true)
    else if (!file.copyNumbers.includes(copyNumber)) say(row, 'copyNumber', `${number}没有份号${copyNumber}`, true)
    if (endedOn === undefined) say(row, 'endedOn', `“${cell(row, 'endedOn')}”不是有效日期`, true)
    else if (file?.receivedOn && endedOn < file.receivedOn)
      say(row, 'endedOn', `早于收文日期${formatDate(file.receivedOn)}，请核对`, true)
    if (destroyed && second === '')
      say(row, 'second', '一人销毁：没有第二名经办人，不作销毁转入，列为去向待核（SEC-10）')
    if (!destroyed && receipt === '') say(row, 'receipt', '清退没有回执号，不作清退转入，列为去向待核（SEC-10）')
  }
}
