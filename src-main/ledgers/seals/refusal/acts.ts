import { refusalGrounds, type RefusalGround } from '../../../contract/seals'
import { invalid } from '../../../kernel/fault'
import { searchKey } from '../../../kernel/searchKey'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Person, Unit } from '../../../office/entities'
import { onlyCustodian } from '../visibility'
import { Refusal, Seal, UseRequest } from '../entities'
import { SEAL_14 } from '../rules/usage'

export interface RefuseInput {
  readonly requestId?: string | undefined
  readonly sealId?: string | undefined
  readonly title?: string | undefined
  readonly applicantId?: string | undefined
  readonly applicantName?: string | undefined
  readonly applicantUnit?: string | undefined
  readonly ground?: RefusalGround | undefined
  readonly detail?: string | undefined
  readonly needed?: string | undefined
}

/** What would put a refused use right, unless the custodian writes something else. */
const usualNeeds: Readonly<Record<RefusalGround, string>> = {
  notApproved: '补办部门负责人、局领导审批后再来用印',
  outOfScope: '改用适用范围内的印章，或按规定重新申请',
  blankPaper: '填写完整文件内容；确需空白封条、办案文书的，办理空白用印审批',
  notStaff: '由本单位正式职工办理'
}

/** The custodian refuses to stamp; the refusal is an entry and leaves the application, if any, as it was (SEAL-14). */
export async function refuseUse(unit: UnitOfWork, input: RefuseInput): Promise<Refusal> {
  const request = input.requestId ? await unit.load(UseRequest, input.requestId, '用印申请') : null
  const sealId = request?.sealId ?? input.sealId
  if (!sealId) throw invalid([{ path: 'sealId', message: '请选择印章' }])
  const seal = await unit.load(Seal, sealId, '印章')
  await onlyCustodian(unit, seal)
  const applicantId = request?.applicantId ?? input.applicantId
  const applicant = applicantId ? await unit.load(Person, applicantId, '经办人') : null
  const applicantName = applicant?.name ?? input.applicantName
  const title = request?.title ?? input.title
  const needed = input.needed ?? (input.ground ? usualNeeds[input.ground] : undefined)
  unit.judge(SEAL_14.on({ of: 'refusal', ground: input.ground, title, applicant: applicantName, needed }))
  if (!input.ground || !title || !applicantName || !needed)
    throw invalid([{ path: 'ground', message: '请填写拒绝情形、文件、经办人' }])
  const number = await unit.nextNumber('JY')
  const refusal = await unit.append(Refusal, {
    number,
    at: unit.now,
    day: unit.today,
    requestId: request?.id ?? null,
    sealId: seal.id,
    sealName: seal.name,
    title,
    unitName: applicant ? (await unit.load(Unit, applicant.unitId, '部门')).name : (input.applicantUnit ?? '外单位'),
    applicantId: applicant?.id ?? null,
    applicantName,
    ground: input.ground,
    detail: input.detail ?? null,
    needed,
    custodianId: unit.actor.personId ?? '',
    custodianName: unit.actor.name,
    searchKey: searchKey(number, title, applicantName, refusalGrounds[input.ground])
  })
  unit.about({ type: 'sealRefusal', id: refusal.id, number })
  return refusal
}
