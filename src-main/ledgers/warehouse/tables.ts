import { choice, code, date, flag, image, longText, moment, quantity, reference, text, unit, whole } from '../../contract/recordField'
import { cleanupFields } from '../../contract/warehouse/cleanup'
import { dueFields, extensionFields } from '../../contract/warehouse/clocks'
import { exitFields } from '../../contract/warehouse/exit'
import { keepingFields } from '../../contract/warehouse/keeping'
import { lineFields } from '../../contract/warehouse/line'
import { keyFields } from '../../contract/warehouse/room'
import { spotStates } from '../../contract/warehouse/words'
import type { TableWords } from '../../office/house'
import { Cleanup, Exit, Extension, Keeping, SpotSeizure, Standing, WarehouseKey } from './entities'

const intake = { intakeId: reference('入库单', 'id'), squadId: unit('片区', 'id') }

/** What the tables whose rows change are called, column by column. */
export const warehouseTables: readonly TableWords[] = [
  {
    entity: Standing,
    label: '在库物品',
    record: { fields: { ...dueFields, ...lineFields } },
    also: {
      ...intake,
      tag: code('标签号'),
      intakeNumber: code('入库单号'),
      intakeDay: date('入库日期'),
      detainedOn: date('扣押日期'),
      quantityIn: quantity('入库数量'),
      quantityOut: quantity('已出库数量'),
      onHand: quantity('在库数量'),
      thirdParty: flag('第三方保管'),
      missing: flag('清整缺失'),
      dueOn: date('到期日'),
      dueAt: moment('到期时间'),
      dueKind: text('到期类别'),
      dueRule: code('到期依据'),
      statutoryOn: date('法定到期日'),
      ownerlessOn: date('可按无主物品处理之日'),
      calendarMissing: flag('节假日表未载入')
    }
  },
  {
    entity: Exit,
    label: '出库单',
    record: { fields: exitFields },
    also: {
      ...intake,
      ownerless: flag('按无主物品处理'),
      submittedOn: date('申请日期'),
      decisionNumber: code('决定文书号'),
      decidedOn: date('决定日期'),
      decisionAttachmentId: image('决定文书'),
      recipient: text('接收人'),
      proxyAttachmentId: image('委托书'),
      announcement: longText('公告情况'),
      photoIds: image('照片'),
      deputyId: reference('片区副职', 'id'),
      goods: longText('物品'),
      cleanupId: reference('清整', 'id'),
      responsibility: longText('责任认定'),
      opening: flag('期初')
    }
  },
  {
    entity: Extension,
    label: '延期审批',
    record: { fields: extensionFields },
    also: {
      ...intake,
      submittedOn: date('申请日期'),
      originalDueOn: date('原期限'),
      days: whole('延长天数'),
      extendedDueOn: date('延至'),
      notifiedOn: date('告知日期'),
      noticeAttachmentId: image('告知书')
    }
  },
  {
    entity: SpotSeizure,
    label: '当场扣押报批',
    record: { fields: { decidedAt: moment('决定时间') } },
    also: { ...intake, state: choice('状态', spotStates) }
  },
  {
    entity: Keeping,
    label: '委托保管',
    record: { fields: keepingFields },
    also: {
      ...intake,
      keeper: text('保管方'),
      contact: text('联系方式'),
      address: text('地址'),
      responsibleId: reference('责任人', 'id'),
      duties: longText('保管责任'),
      agreementAttachmentId: image('保管协议'),
      goods: longText('物品'),
      lineIds: reference('物品明细', 'id'),
      lastInspectedOn: date('上次检查日期'),
      nextInspectionOn: date('下次检查日期'),
      endedOn: date('结束日期')
    }
  },
  {
    entity: Cleanup,
    label: '清整仓库',
    record: { fields: cleanupFields },
    also: {
      quarter: text('季度'),
      firstDay: date('开始日期'),
      lastDay: date('截止日期'),
      participants: reference('参加人', 'id'),
      participantNames: text('参加人'),
      keeperId: reference('保管员', 'id'),
      openedAt: moment('开始时间'),
      closedAt: moment('办结时间'),
      lines: whole('物品行数'),
      counted: whole('已清点'),
      missing: whole('缺失'),
      surplus: whole('多出'),
      misplaced: whole('错位'),
      conclusion: longText('结论')
    }
  },
  {
    entity: WarehouseKey,
    label: '仓库钥匙',
    record: { fields: keyFields },
    also: { label: text('钥匙'), holderId: reference('持有人', 'id'), since: date('持有起始日') }
  }
]
