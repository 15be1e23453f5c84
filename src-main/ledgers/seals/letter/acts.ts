import type { LetterKind, LetterSubject } from '../../../contract/seals'
import { conflict, notNow } from '../../../kernel/fault'
import type { Application } from '../../../kernel/rules/rule'
import { searchKey } from '../../../kernel/searchKey'
import { Attachment } from '../../../office/entities'
import { datedRule, markBackdated } from '../../../office/records/lateness'
import { sameAs } from '../../../office/records/sameAs'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { BlankBatch, BlankLoss, Letter, Loss, Seal } from '../entities'
import { SEAL_05 } from '../rules/life'
import type { LetterFacts } from '../rules/letters'
import { SEAL_17 } from '../rules/loss'

export interface LetterInput {
  readonly of: LetterSubject
  readonly subjectId: string
  readonly kind: LetterKind
  readonly documentNumber?: string | undefined
  readonly issuedOn: string
  readonly addressee?: string | undefined
  readonly note?: string | undefined
  readonly scanId?: string | undefined
}

type About = Pick<Letter, 'sealId' | 'lossId' | 'blankLossId' | 'lossNumber'>

interface Matter {
  readonly about: About
  readonly lostFrom: string | undefined
  readonly rule: (letter: LetterFacts) => Application
}

/** What a paper is about, and the rule that asks for it: DK-05 二（四）, 六（二）4 of a loss, 七（二） of a worn seal. */
async function matterOf(unit: UnitOfWork, { of, subjectId }: LetterInput): Promise<Matter> {
  if (of === 'seal') {
    const { id: sealId, name, state } = await unit.load(Seal, subjectId, '印章')
    return {
      about: { sealId, lossId: null, blankLossId: null, lossNumber: null },
      lostFrom: undefined,
      rule: (letter) => SEAL_05.on({ worn: { name, state }, letter })
    }
  }
  const lost = of === 'sealLoss' ? await lostSeal(unit, subjectId) : await lostBlanks(unit, subjectId)
  const { about, lostFrom, newspaper, revoked } = lost
  return { about, lostFrom, rule: (letter) => SEAL_17.on({ of: 'letter', letter, newspaper, revoked }) }
}

async function lostSeal(unit: UnitOfWork, id: string) {
  const { sealId, number, lostFrom, newspaperOn } = await unit.load(Loss, id, '遗失报告')
  const about: About = { sealId, lossId: id, blankLossId: null, lossNumber: number }
  return { about, lostFrom, newspaper: newspaperOn !== null, revoked: false }
}

async function lostBlanks(unit: UnitOfWork, id: string) {
  const { batchId, number, lostFrom, newspaperOn, state } = await unit.load(BlankLoss, id, '遗失报告')
  const { sealId } = await unit.load(BlankBatch, batchId, '空白用印批次')
  const about: About = { sealId, lossId: null, blankLossId: id, lossNumber: number }
  return { about, lostFrom, newspaper: newspaperOn !== null, revoked: state === 'revoked' }
}

/** Issues a letter to units concerned or a certificate; the paper is printed from it, its scan may follow. */
export async function issueLetter(unit: UnitOfWork, input: LetterInput): Promise<Letter> {
  const { kind, of, documentNumber, addressee, issuedOn } = input
  const { about, lostFrom, rule } = await matterOf(unit, input)
  if (input.scanId) await unit.load(Attachment, input.scanId, '扫描件')
  const others = documentNumber ? await sameAs(unit.manager, Letter, 'documentNumber', documentNumber) : []
  const other = others.find(
    (each) => each.state === 'issued' && (each.kind !== kind || each.lossNumber !== about.lossNumber)
  )
  const dated = { what: '出具日期', dated: issuedOn, field: 'issuedOn' }
  unit.judge(
    rule({ kind, of, documentNumber, addressee, issuedOn, lostFrom, today: unit.today, numberTakenBy: other?.number }),
    datedRule(unit, dated)
  )
  const number = await unit.nextNumber('YZH')
  const letter = await unit.insert(Letter, {
    ...about,
    number,
    kind,
    documentNumber: documentNumber ?? '',
    issuedOn,
    addressee: addressee ?? '',
    note: input.note ?? null,
    issuerId: unit.actor.personId ?? '',
    scanId: input.scanId ?? null,
    state: 'issued',
    voidReason: null,
    searchKey: searchKey(number, documentNumber ?? '', addressee ?? '')
  })
  const subject = { type: 'sealLetter', id: letter.id, number }
  await markBackdated(unit, subject, dated)
  unit.signs(subject)
  unit.about(subject)
  return letter
}

async function letterAt(unit: UnitOfWork, id: string, version: number): Promise<Letter> {
  const letter = await unit.load(Letter, id, '函告证明')
  if (letter.version !== version) throw conflict('函告证明')
  if (letter.state === 'void') throw notNow('函告证明')
  unit.about({ type: 'sealLetter', id, number: letter.number })
  return letter
}

/** Adds or replaces the scan of the signed and stamped paper. */
export async function attachLetterScan(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number; readonly scanId: string }
): Promise<Letter> {
  const letter = await letterAt(unit, input.id, input.version)
  await unit.load(Attachment, input.scanId, '扫描件')
  return unit.update(Letter, letter, { scanId: input.scanId }, '函告证明')
}

/** Makes a wrong paper void, with the reason; it stays in the register. */
export async function voidLetter(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number; readonly reason: string }
): Promise<Letter> {
  const letter = await letterAt(unit, input.id, input.version)
  return unit.update(Letter, letter, { state: 'void', voidReason: input.reason }, '函告证明')
}
