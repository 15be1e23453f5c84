import type { LedgerWindow } from '../../ledger-kit'

/** What the help page says about each screen; the rules themselves follow there with their articles. */
export const help: LedgerWindow['help'] = {
  rules: 'SUP',
  topics: [
    {
      path: '/supplies/requisitions',
      title: '申购',
      lines: [
        '各部门每月填一份申购表，过了截止日并入下月；急用的写明理由留在本月（SUP-02）。',
        '品名输拼音首字母就能选；在表格软件里复制一列或一块，粘到品名或数量格里会往下填。',
        '没交的内容自动存为草稿，关机也不会丢。退回补正的，在申购表页点「补正」改好，再点审批栏里的「补正重报」。'
      ]
    },
    {
      path: '/supplies/purchases',
      title: '采购',
      lines: [
        '「汇总采购」把一个月各部门已批准的申购按用品合计，旁边列出库存和月均消耗，核减的要写理由（SUP-03）。',
        '由办公室指定的采购员向定点供应商采购，并登记各家报价比价（SUP-05）；采购员任期和轮换见 SUP-09。',
        '局属单位自用的走「单位采购」，金额达到限额的附签字申请表（SUP-04）。领导电话同意的急用走「紧急采购」，事后补签（SUP-06）。',
        '发票和物品清单由财务核对后才能办结（SUP-08）。'
      ]
    },
    {
      path: '/supplies/acceptances',
      title: '验收与退换货',
      lines: [
        '对照送货单逐项点型号、品种、数量、质量，不合格的写明原因（SUP-07）。',
        '验收人和接收物品的保管员不能是同一人（K-12）。',
        '不合格的自动转到「退换货」，供应商换货后再验收，退货的办结即可。'
      ]
    },
    {
      path: '/supplies/stock-ins',
      title: '入库',
      lines: [
        '验收合格的先在待入库区，当天点清入库（SUP-10）。',
        '启用台账时做一次「期初登记」；别的单位调来的做「调入登记」。登错的在入库单里冲正，不涂改。'
      ]
    },
    {
      path: '/supplies/stock',
      title: '库存',
      lines: [
        '低于安全库存的数量用橙色标出并写明，「补货建议」按消耗量算出补充数量，一键填成申购表（SUP-17）。',
        '保管员以外的人进库房由保管员陪同，在「库房出入登记」里记下（SUP-15）。'
      ]
    },
    {
      path: '/supplies/requests',
      title: '领用申请',
      lines: [
        '一般用品经科室负责人、办公室主任同意；特殊用品先经分管领导（SUP-11）。由部门指定的领用人来领（SUP-12）。',
        '毛巾、香皂和笔类有领用间隔（SUP-13），特殊用品等以旧换新（SUP-14）。间隔没到确有需要的，请办公室主任在申请单上准予。'
      ]
    },
    {
      path: '/supplies/counter',
      title: '领用柜台',
      lines: [
        '扫申请单号，或输姓名、部门的拼音首字母回车，申请就到台前；数量默认为还该发的数。',
        '须交旧的填「交旧」件数，交回几件就填几件。双方当面点清后各输签字码或手写签字（SUP-15），回车或 F2 发放，Esc 换下一位。',
        '不超批准数，不超库存（SUP-16）。'
      ]
    },
    {
      path: '/supplies/issues',
      title: '领用登记与退库',
      lines: ['每一笔发放都在这里。没用完的在领用单里「退库」，登错的「冲正」；原来的记录都保留。']
    },
    {
      path: '/supplies/stocktakes',
      title: '盘点',
      lines: [
        '「发起盘点」冻结账面数。按货位逐架填实盘数，扫物品编号光标会跳到那一行；断网也能继续，连上后自动补报。',
        '有差异的由另一人复盘，写明原因和结论后报批，批准后自动调整库存（SUP-18）。'
      ]
    },
    {
      path: '/supplies/scrap',
      title: '报废',
      lines: ['以旧换新交回的旧物自动进报废登记，和库存里损坏的一并报批；批准后由财务登记处置（SUP-19）。']
    },
    {
      path: '/supplies/statements',
      title: '分发与月报',
      lines: ['收发存月报按月列出期初、入库、出库、期末；物资分发按单位列出并有签收人（SUP-20）。都可导出为工作簿。']
    },
    {
      path: '/supplies/catalogue',
      title: '目录',
      lines: ['用品分日常用品和办公用品，一般和特殊；安全库存、领用间隔、以旧换新、货位都在这里设（SUP-01）。']
    }
  ]
}
