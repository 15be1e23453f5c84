import { yearOf } from '../../../kernel/localDate'
import { activateSeal } from '../engraving/acts'
import { Loss, type Engraving, type Seal } from '../entities'
import { issueLetter, type LetterInput } from '../letter/acts'
import { recordLossSteps, reportLoss } from '../loss/acts'
import type { LossStepsInput } from '../loss/course'
import type { DemoOffice } from './acting'
import { askedFor, engravedFor } from './engraving'
import { passed, type DemoSeals } from './passing'

type Office = Pick<DemoSeals, 'director' | 'custodian'>

/** A paper of the office to whom it may concern, of the day reached. */
const issued = (demo: DemoOffice, director: string, letter: Omit<LetterInput, 'issuedOn'>) =>
  demo.as(director, '出具函告证明', (unit) => issueLetter(unit, { ...letter, issuedOn: unit.today }))

const numberOf = (demo: DemoOffice, word: string, serial: number): string =>
  `${word}〔${yearOf(demo.house.clock.today())}〕${serial}号`

/** The new seal is brought into use by the office's notice and given to whoever keeps it. */
async function broughtIn(
  demo: DemoOffice,
  unitName: string,
  engraving: Engraving,
  keeper: string,
  { director }: Office
) {
  await demo.diary.workdays(3, '14:50')
  const { id, version } = await engravedFor(demo, director, unitName, engraving)
  await demo.diary.workdays(2, '09:20')
  const activationNumber = numberOf(demo, '云城管办', 20 + Number(engraving.number.slice(-2)))
  const activated = await demo.as(director, '发文启用', (unit) =>
    activateSeal(unit, { id, version, activationNumber, activatedOn: unit.today })
  )
  await demo.diary.later(35)
  await passed(demo, activated, director, director, keeper, { kind: 'receipt', reason: '领取新印章' })
}

/** A unit's seal is lost, declared void, told to others by letter and engraved again on the office's certificate. */
export async function lostAndReissued(demo: DemoOffice, lost: Seal, office: Office): Promise<void> {
  const { diary } = demo
  const { director } = office
  const unitName = '财务审计装备股'
  const [head, keeper] = [await demo.holder('head'), await demo.holder('sealCustodian', unitName)]
  const { id } = await demo.as(keeper, '报告遗失', (unit) =>
    reportLoss(unit, {
      sealId: lost.id,
      version: lost.version,
      discoveredAt: unit.now,
      lostFrom: unit.today,
      circumstances: '搬迁档案柜后清点，印章不在原处，当日查找未果。',
      leaderId: head,
      leaderReportedAt: unit.now
    })
  )
  const taking = async (steps: Partial<LossStepsInput>): Promise<void> => {
    const { version } = await demo.house.database.read.findOneByOrFail(Loss, { id })
    await demo.as(director, '登记遗失处理', (unit) => recordLossSteps(unit, { id, version, ...steps }))
  }
  await diary.later(40)
  await taking({ policeStation: '云溪县公安局城关派出所', policeReportedOn: demo.house.clock.today() })
  await diary.workdays(2, '10:10')
  await taking({ newspaper: '云溪日报', newspaperOn: demo.house.clock.today() })
  await diary.later(30)
  await issued(demo, director, {
    ...{ of: 'sealLoss', subjectId: id, kind: 'lossNotice' },
    documentNumber: numberOf(demo, '云城管函', 9),
    addressee: '县财政局，县审计局，县农村商业银行'
  })
  await diary.workdays(1, '09:15')
  const engraving = await askedFor(demo, unitName, 9, {
    name: '财务审计装备股印章（补）',
    imprintText: lost.imprintText,
    engraving: 'reissue',
    reason: '原印章遗失，已登报声明作废',
    basis: '遗失报告和登报声明',
    predecessorId: lost.id,
    originalApproval: lost.approvalDocument ?? undefined
  })
  await diary.later(25)
  await issued(demo, director, {
    ...{ of: 'sealLoss', subjectId: id, kind: 'reissue' },
    documentNumber: numberOf(demo, '云城管办证', 2),
    addressee: '云溪县公安局'
  })
  await broughtIn(demo, unitName, engraving, keeper, office)
}

/** A unit's seal is worn: the office certifies it, the old one is handed back, the new one brought into use. */
export async function wornAndReplaced(demo: DemoOffice, worn: Seal, office: Office): Promise<void> {
  const { diary } = demo
  const { director, custodian } = office
  const unitName = '法制教育股'
  const keeper = await demo.holder('unitHead', unitName)
  await issued(demo, director, {
    ...{ of: 'seal', subjectId: worn.id, kind: 'worn' },
    documentNumber: numberOf(demo, '云城管办证', 3),
    addressee: '云溪县公安局',
    note: '印面边框缺损，印文“教”字笔画不清。'
  })
  await diary.later(50)
  const engraving = await askedFor(demo, unitName, 9, {
    name: '法制教育股印章（新）',
    imprintText: worn.imprintText,
    engraving: 'replacement',
    reason: '印面磨损，盖章不清',
    basis: '办公室磨损证明',
    predecessorId: worn.id,
    oldSealHandling: '交回办公室封存'
  })
  await diary.workdays(1, '15:40')
  await passed(demo, worn, director, keeper, director, {
    kind: 'recovery',
    reason: '磨损更换',
    witnessId: custodian
  })
  await broughtIn(demo, unitName, engraving, keeper, office)
}
