import { contract } from '../../../contract'
import { recordAccess } from '../../../office/outputs/access'
import { custodyDetail } from '../custody/rows'
import { custodyKinds, engravingKinds, sealKinds, sealStates } from '../../../contract/seals'
import { formatDate, formatMoment } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { Handover, Unit } from '../../../office/entities'
import { ownRecord, type FormDefinition } from '../../../office/house'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { signatureLines } from '../../../office/records/signatureLines'
import type { FormBlock } from '../../../platform/documents/formModel'
import { Destruction, Engraving, Loss, Seal } from '../entities'
import { engravingDetail, engravingRows } from '../engraving/rows'
import { destructionDetail, destructionRows } from '../destruction/rows'
import { lossDetail, lossRows } from '../loss/rows'
import { sealDetail, sealRows } from '../seal/rows'
import { imprintOf } from './sheets'

const imprintBlock = (caption: string, picture: Uint8Array | undefined): FormBlock => ({
  kind: 'image',
  caption,
  heightMm: 45,
  ...(picture ? { picture } : {})
})

/** 刻制(更换)申请表, with the box the imprint is put into. */
export const engravingForm: FormDefinition = {
  id: 'seal-engraving',
  name: '刻制(更换)申请表',
  access: recordAccess(contract.seals.engravings.get, engravingDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Engraving, { number }))?.id,
  make: async (reading, id) => {
    const { manager } = reading
    const engraving = await manager.findOneBy(Engraving, { id })
    if (!engraving) throw notFound('刻制申请')
    const [row] = await engravingRows(manager, [engraving])
    if (!row) throw notFound('刻制申请')
    const seal = engraving.sealId ? await manager.findOneBy(Seal, { id: engraving.sealId }) : null
    return {
      title: '印章刻制（更换）申请表',
      number: row.number,
      bureau: await bureauName(manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '印章名称', value: row.name },
            { label: '事项', value: engravingKinds[row.kind] },
            { label: '印文', value: row.imprintText, span: 3 },
            { label: '规格', value: row.spec, span: 3 },
            { label: '申请部门', value: row.unitName },
            { label: '申请人', value: row.applicantName },
            { label: '申请日期', value: formatDate(row.submittedOn) },
            { label: '类别', value: sealKinds[row.sealKind] },
            { label: '理由', value: row.reason, span: 3 },
            { label: '依据', value: row.basis, span: 3 },
            { label: '原印章处理', value: [row.predecessorName, row.oldSealHandling].filter((words) => words).join('：'), span: 3 }
          ]
        },
        { kind: 'opinions', boxes: await opinionBoxes(reading, engraving.approvalId) },
        {
          kind: 'facts',
          facts: [
            { label: '刻制单位', value: row.engraver ?? '' },
            { label: '刻制日期', value: formatDate(row.engravedOn) }
          ]
        },
        imprintBlock('印模', await imprintOf(reading, seal?.imprintId ?? null))
      ]
    }
  }
}

/** 启用通知, an official page with the imprint. */
export const activationForm: FormDefinition = {
  id: 'seal-activation',
  name: '启用通知',
  access: recordAccess(contract.seals.register.get, sealDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Seal, [{ number }, { activationNumber: number }]))?.id,
  make: async (reading, id) => {
    const { manager } = reading
    const seal = await manager.findOneBy(Seal, { id })
    if (!seal?.activationNumber || !seal.activatedOn) throw notFound('启用通知，印章尚未发文启用')
    const bureau = await bureauName(manager)
    const unit = await manager.findOneBy(Unit, { id: seal.unitId })
    const issuer = `${bureau}办公室`
    const predecessor = seal.predecessorId ? await manager.findOneBy(Seal, { id: seal.predecessorId }) : null
    return {
      title: `${issuer}关于启用“${seal.name}”的通知`,
      colophon: { issuer, date: seal.activatedOn },
      number: seal.number,
      bureau,
      letterhead: { issuer, documentNumber: seal.activationNumber },
      blocks: [
        {
          kind: 'text',
          addressee: '各科室、大队、中队，局属各单位：',
          paragraphs: [
            `根据工作需要，经批准，自${formatDate(seal.activatedOn)}起启用“${seal.imprintText}”印章，由${unit?.name ?? ''}保管使用。`,
            ...(predecessor ? [`原印章“${predecessor.name}”同时停止使用。`] : []),
            '特此通知。'
          ]
        },
        imprintBlock('附：印模', await imprintOf(reading, seal.imprintId)),
        { kind: 'text', paragraphs: [], closing: { name: issuer, date: seal.activatedOn } }
      ]
    }
  }
}

/** 交接单. */
export const handoverForm: FormDefinition = {
  id: 'seal-handover',
  name: '交接单',
  bears: { handover: ownRecord },
  access: recordAccess(contract.seals.custody.get, custodyDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Handover, { number, ledger: 'seals' }))?.id,
  make: async (reading, id) => {
    const { manager } = reading
    const handover = await manager.findOneBy(Handover, { id, ledger: 'seals' })
    if (!handover) throw notFound('印章交接')
    const seal = handover.subjectId ? await manager.findOneBy(Seal, { id: handover.subjectId }) : null
    const [row] = seal ? await sealRows(manager, [seal]) : []
    return {
      title: '印章交接单',
      number: handover.number,
      bureau: await bureauName(manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '类型', value: custodyKinds[handover.kind] },
            { label: '时间', value: formatMoment(handover.at) },
            {
              label: '起止',
              value: handover.untilDay ? `${formatDate(handover.fromDay)}至${formatDate(handover.untilDay)}` : `${formatDate(handover.fromDay)}起`
            },
            { label: '原因', value: handover.reason }
          ]
        },
        {
          kind: 'lines',
          caption: '印章清单',
          columns: [
            { key: 'number', label: '编号', kind: 'text', weight: 3 },
            { key: 'name', label: '名称', kind: 'text', weight: 4 },
            { key: 'imprint', label: '印文', kind: 'text', weight: 5 },
            { key: 'state', label: '状态', kind: 'text', weight: 2 }
          ],
          rows: [{ number: row?.number ?? '', name: handover.subject, imprint: row?.imprintText ?? '', state: row ? sealStates[row.state] : '' }]
        },
        ...(handover.inventory ? [{ kind: 'text' as const, heading: '随同移交', paragraphs: [handover.inventory] }] : []),
        {
          kind: 'signatures',
          lines: await signatureLines(
            reading,
            [handover.id],
            [
              { label: '移交人', name: handover.fromName },
              { label: '接收人', name: handover.toName },
              { label: '监交人', name: handover.witnessName }
            ]
          )
        }
      ]
    }
  }
}

/** 遗失报告. */
export const lossForm: FormDefinition = {
  id: 'seal-loss',
  name: '遗失报告',
  access: recordAccess(contract.seals.losses.get, lossDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Loss, { number }))?.id,
  make: async (reading, id) => {
    const { manager } = reading
    const loss = await manager.findOneBy(Loss, { id })
    const [row] = loss ? await lossRows(manager, [loss]) : []
    if (!loss || !row) throw notFound('遗失报告')
    return {
      title: '印章遗失报告',
      number: row.number,
      bureau: await bureauName(manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '印章', value: row.sealName },
            { label: '报告人', value: row.reporterName },
            { label: '发现时间', value: formatMoment(row.discoveredAt) },
            { label: '遗失时间段', value: `自${formatDate(row.lostFrom)}起` },
            { label: '经过', value: row.circumstances, span: 3 },
            { label: '报告领导', value: [row.leaderName, formatMoment(row.leaderReportedAt)].filter((words) => words).join('　'), span: 3 },
            {
              label: '报案',
              value: [row.policeStation, formatDate(row.policeReportedOn), row.policeReceipt].filter((words) => words).join('　'),
              span: 3
            },
            { label: '登报', value: [row.newspaper, formatDate(row.newspaperOn)].filter((words) => words).join('　'), span: 3 }
          ]
        },
        {
          kind: 'text',
          heading: '失效声明',
          paragraphs: [`“${row.sealName}”遗失，自${formatDate(row.lostFrom)}起，凡盖有该印章的任何文书一律无效，特此声明。`]
        },
        { kind: 'signatures', lines: [{ label: '报告人', name: row.reporterName, date: localDateOf(loss.reportedAt) }, { label: '办公室' }] }
      ]
    }
  }
}

/** 销毁记录. */
export const destructionForm: FormDefinition = {
  id: 'seal-destruction',
  name: '销毁记录',
  bears: { sealDestruction: ownRecord },
  access: recordAccess(contract.seals.destructions.get, destructionDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Destruction, { number }))?.id,
  make: async (reading, id) => {
    const { manager } = reading
    const destruction = await manager.findOneBy(Destruction, { id })
    const [row] = destruction ? await destructionRows(manager, [destruction]) : []
    if (!destruction || !row) throw notFound('销毁申请')
    const seal = await manager.findOneByOrFail(Seal, { id: destruction.sealId })
    const photo = await imprintOf(reading, destruction.photoId)
    return {
      title: '印章销毁记录',
      number: row.number,
      bureau: await bureauName(manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '印章', value: row.sealName },
            { label: '编号', value: seal.number },
            { label: '销毁原因', value: row.reason, span: 3 },
            { label: '时间', value: formatMoment(row.destroyedAt) },
            { label: '地点', value: row.place ?? '' },
            { label: '方式', value: row.method, span: 3 }
          ]
        },
        imprintBlock('印模', await imprintOf(reading, seal.imprintId)),
        { kind: 'opinions', boxes: await opinionBoxes(reading, destruction.approvalId) },
        {
          kind: 'signatures',
          lines: await signatureLines(
            reading,
            [destruction.id],
            [
              { label: '监销人', name: row.firstWitnessName },
              { label: '监销人', name: row.secondWitnessName }
            ]
          )
        },
        ...(photo ? [{ kind: 'photos' as const, caption: '销毁照片', pictures: [{ picture: photo, caption: `${row.sealName}销毁` }] }] : [])
      ]
    }
  }
}
