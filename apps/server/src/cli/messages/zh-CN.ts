import type { ChangeFault, TreeFault } from '../../kernel/org/divisions/index.js'

/** Sentences of the command line in Chinese; the shape that every other language must fill. */
export const zhCN = {
  usage: `联防 —— 卫生应急联防联控工作系统

用法：npx lianfang <命令> [选项]

命令：
  start                        启动（空目录时装入演示数据）；--port、--host、--people、--empty、--divisions 文件；
                               给别的机器用须加 --tls-cert 文件 --tls-key 文件，或由代理处理 TLS 时加 --behind-proxy
                               --operation 改为装入并逐日推演 2020 年湖北行动，--day 日期 推演到那一天
  import 文件 --county 代码    导入重点人群台账（CSV、XLSX）；--dry-run 只核对不入库，--as-of 日期，--sheet 表名
  user add|list|close|reset    账号：user add 登录名 --name 姓名 --role 角色 --place 代码；
                               --password-from-stdin 从标准输入读密码，不用首次密码
  user import 文件 --county 代码
                               从名单（CSV、XLSX）建立账号，不设密码；--dry-run 只核对
  policy                       列出现行规则、数值与条款；--place 代码，--day 日期
  policy set 规则 数值         录入规则数值；--place 代码 --document 文件名 --clause 条款 --from 日期 --by 登录名
                               --signed-by 登录名，--wait 等到所有人的标识和随访时间更新完
  divisions load 文件          载入自己的区划（CSV：code,name[,parent][,from]）；--dry-run 只核对
  divisions change 文件        录入代码变更（CSV：old,new,from）；--dry-run 只核对
  backup 文件夹                备份（加密、可校验）
  restore 文件                 恢复到空目录
  verify                       校验审计链
  keys                         列出主密钥及各自加密的数据量；keys rotate 更换主密钥并把全部数据改用新密钥（须先停止服务），
                               keys renew 接着做，keys drop 编号 从密钥文件移除旧密钥（--yes 确认）
  demo leave                   离开演示：说明将删除什么，然后建立空库；--yes 确认
  bench                        在本机测速；--people N、--home 文件夹、--keep

通用选项：
  --json                       最后一行输出一个 JSON 对象
  --lang zh-CN|en              语言
  --help                       本帮助

退出码：0 完成；1 内部错误；2 用法错误；3 输入文件有误；4 未获准许或条件不满足；5 校验不通过`,
  unknownCommand: (name: string) => `没有“${name}”这个命令。用 npx lianfang --help 查看可用命令。`,
  badOption: (why: string) => `选项有误：${why}。用 npx lianfang --help 查看用法。`,
  keysCreated: (file: string) => `已生成密钥文件 ${file}。请另行妥善备份：没有它，备份无法恢复，姓名与证件号无法读取。`,
  database: {
    'copying-binaries': '正在准备数据库程序…',
    initialising: '正在建立数据库…',
    starting: '正在启动数据库…',
    recovering: '数据库正在恢复上次未正常关闭的数据…',
    attached: '已连接到正在运行的数据库。',
    ready: '数据库已就绪。',
  },
  migrated: (count: number) => `已更新数据库结构（${count} 步）。`,
  divisionsBehind: '全国行政区划正在后台装载，约需一两分钟；中途停止的，下次启动接着装载。',
  divisions: {
    usage: '用法：divisions load 文件 [--dry-run]，或 divisions change 文件 [--dry-run]',
    counts: { new: '新增', changed: '变更', same: '无变化', gone: '不再有', wrong: '有误的行' },
    treeFaults: {
      heading: '没有找到表头，需要 code 与 name 两列',
      code: '代码须为 2、4、6、9 或 12 位数字，长度即层级',
      'code-twice': '这个代码出现过了',
      name: '没有名称，或超过 100 个字',
      'parent-differs': '上级与代码不符：代码须以上级代码开头',
      'parent-missing': '上级不在文件里',
      day: '不是日期，请写成 2023-01-06',
    } as Readonly<Record<TreeFault, string>>,
    changeFaults: {
      heading: '没有找到表头，需要 old、new、from 三列',
      code: '代码须为 2、4、6、9 或 12 位数字',
      level: '新旧代码不是同一级',
      'new-unknown': '没有新代码这个地方',
      day: '不是日期，请写成 2023-01-06',
      twice: '这一变更出现过了',
      circle: '变更首尾相接，成了圈',
    } as Readonly<Record<ChangeFault, string>>,
    held: (what: string, n: number): string => {
      const names: Readonly<Record<string, string>> = {
        people: '重点人员',
        register: '户籍登记',
        accounts: '账号角色',
        facilities: '机构',
        organisations: '组织',
        policy: '规则数值',
        teams: '团队',
      }
      return `${names[what] ?? what} ${n}`
    },
    wrongRows: '文件有误，什么也没有载入。请改正上面的行，再试一次。',
    checked: '核对完成，没有载入。',
    loaded: '已载入，今后以这个文件的区划为准。',
    refused: '以上代码在文件里没有，但下面还有人员或其他内容，因此没有载入。请在文件里保留这些代码，或先移走内容。',
    wouldRefuse: '以上代码在文件里没有，但下面还有人员或其他内容；照这样载入会被拒绝。',
    changesEntered: '代码变更已录入。',
    peopleStay: (n: number) => `有 ${n} 名人员登记在旧代码下，记录不改写，仍按旧代码列出。`,
    intoDemonstration: '演示库使用自带的区划。请用另一个目录（LIANFANG_HOME），或先离开演示。',
  },
  fileMissing: (file: string) => `找不到文件 ${file}。请检查路径。`,
  sheetOf: (name: string, rows: string) => `  --sheet "${name}"  （${rows} 行）`,
  countyMissing: '请用 --county 给出六位县级代码，例如 --county 421123。',
  countyUnknown: (code: string) => `没有代码为 ${code} 的县（区、市）。`,
  dayWrong: (text: string) => `“${text}”不是日期。请写成 2023-01-06。`,
  importing: (done: number, total: number) => `已处理 ${done} / ${total} 行`,
  importDone: (dry: boolean): string => (dry ? '核对完成，未入库。' : '导入完成。'),
  asOf: (day: string, source: string, agree: number, of: number): string =>
    source === 'stated'
      ? `台账日期 ${day}（文件中写明；${of} 人中 ${agree} 人年龄相符）`
      : source === 'inferred'
        ? `台账日期 ${day}（推定：${of} 人中 ${agree} 人的年龄在这一天与证件号相符）`
        : source === 'given'
          ? `台账日期 ${day}（指定；${of} 人中 ${agree} 人年龄相符）`
          : `台账日期 ${day}（今天）`,
  counts: {
    rows: '数据行',
    new: '新增',
    changed: '变更',
    same: '无变化',
    twice: '确为重复',
    doubtful: '疑似重复',
    wrong: '无法导入',
    notYours: '不属本辖区',
    warnings: '有提示的行',
  },
  tiers: (each: readonly string[]) => `导入人员的标识：${each.join('，')}`,
  tiersDry: (each: readonly string[]) => `这些人导入后的标识：${each.join('，')}`,
  provisional: (people: number, why: readonly string[]): string =>
    `其中待核实：${people}${why.length === 0 ? '' : `（${why.join('；')}）`}`,
  row: (n: number) => `第 ${n} 行`,
  verifyWhole: (seals: number, rows: number, unsealed: number) =>
    `审计链完整：${seals} 个封印，${rows} 条记录；${unsealed} 条尚待封印（至多两秒）。`,
  verifyBroken: (seal: number) => `审计链在第 ${seal} 个封印处不一致。请保全数据库并通知安全负责人。`,
  userAdded: (login: string, password: string) => `已建立账号 ${login}，初始密码 ${password}（只显示这一次）。`,
  staff: { new: '新', made: '已建立', exists: '已有', wrong: '有错' },
  staffDone: (
    dry: boolean,
    { rows, new: fresh, exists, wrong }: Readonly<Record<'rows' | 'new' | 'exists' | 'wrong', number>>,
  ): string =>
    `共 ${rows} 人：${dry ? '新' : '已建立'} ${fresh}，已有 ${exists}，有错 ${wrong}。${
      dry ? '没有建立任何账号。' : '他们还没有密码：请在“账号”页打印登录卡。'
    }`,
  userAddedWithOwn: (login: string) => `已建立账号 ${login}，密码是您给的那个。`,
  userUnknown: (login: string) => `没有账号 ${login}。`,
  userClosed: (login: string) => `账号 ${login} 已关闭，其登录立即失效。`,
  userReset: (login: string, password: string) => `账号 ${login} 的新初始密码：${password}（只显示这一次）。`,
  keys: {
    usage: '用法：keys、keys rotate、keys renew，或 keys drop 编号 [--yes]',
    line: (id: string, active: boolean, rows: number): string =>
      `${id}  ${active ? '使用中' : '旧密钥'}  加密数据 ${rows} 条`,
    rotated: (id: string, file: string): string =>
      `新的主密钥是 ${id}。请立即把密钥文件 ${file} 再备份到别处：其中包含新旧两个密钥。正在把全部数据改用新密钥…`,
    renewing: (done: number): string => `已改用新密钥：${done} 条`,
    renewed: (rows: number): string => `全部数据已使用当前密钥（本次改了 ${rows} 条）。`,
    inUse: (rows: number): string => `还有 ${rows} 条数据使用这个密钥。请先运行 npx lianfang keys renew。`,
    dropSays: (id: string): string =>
      `将从密钥文件移除密钥 ${id}。用它期间所做的备份，以后只能用更早的密钥文件副本恢复。确认请加 --yes。`,
    dropped: (id: string): string => `密钥 ${id} 已从密钥文件移除。正在运行的服务在下次启动时不再使用它。`,
  },
  policyHead: (place: string, day: string) => `${day} 在 ${place || '全国'} 生效的规则`,
  closed: '未确认，已关闭',
  policySetUsage:
    '用法：policy set 规则 数值 --place 代码 --document 文件 --clause 条款 --from 日期 --by 录入人登录名 --signed-by 签署人登录名 [--wait]',
  policySet: (rule: string, counties: number) =>
    `${rule} 已录入；${counties} 个县（区、市）的标识与应访时间将重新计算。`,
  policyRenewing: (counties: number, done: number) =>
    `正在重新计算标识与应访时间：还有 ${counties} 个县（区、市），已算 ${done} 人`,
  policyRenewed: (seconds: number) => `全部重新计算完毕，用时 ${seconds} 秒。`,
  policyRenewalWaits: (counties: number) =>
    `没有正在运行的服务来计算：${counties} 个县（区、市）等待中，下次启动后会接着算。`,
  serving: (address: string) => `联防已启动：${address}`,
  working: '后台进程已启动：编号、计数、封存和长任务由它承担。',
  longWorkLost: '承担长任务的进程意外结束；正在另起一个，未完成的任务将继续。',
  benchMissing: '测速程序随源代码提供，当前安装中没有。',
  stopHint: '按 Ctrl-C 停止。',
  demonstration: '演示数据：自带的人员均为虚构。',
  signIns: '可用的登录（演示）：',
  noAccounts:
    '这个数据库还没有账号。先建立一个管理员：npx lianfang user add admin --name 管理员 --role administrator --place nation',
  buildingPages: '正在生成页面…',
  fillingDemo: (done: number, total: number) => `正在生成演示数据 ${done} / ${total}`,
  loopbackOnly:
    '不加 TLS 只能在本机使用。请加 --tls-cert 与 --tls-key，或用 --behind-proxy 声明前面有终止 TLS 的代理。',
  operationDay: (first: string, last: string) => `--day 须为 ${first} 至 ${last} 之间的日期。`,
  operationElsewhere: '这个数据库不是湖北行动演示。请用另一个数据目录（LIANFANG_HOME）启动。',
  playing: (day: string, done: number, total: number) => `正在推演 ${day}：${done} / ${total}`,
  demoLoopback: '演示模式只能在本机使用。',
  demoLeaveSays: (invented: number, onTrial: number) =>
    `离开演示将删除这个演示库中的全部数据（${invented} 名虚构人员、试导入的 ${onTrial} 人、随访与账号），然后建立空库。密钥文件保留。确认请加 --yes。`,
  demoLeaveStop: '这个演示的服务正在运行：先把它停下，再加 --yes。',
  demoLeft:
    '已离开演示，空库已建立。先建立管理员账号，再导入台账：npx lianfang user add admin --name 管理员 --role administrator --place nation',
  notDemo: '这不是演示库，什么也没有做。',
  inUse: (others: number) => `数据库正在使用中（另有 ${others} 个连接）。请先停止服务，再试一次。`,
  backingUp: (rows: number, ofAbout: number) => `正在备份，已写 ${rows} / 约 ${ofAbout} 行`,
  backupDone: (file: string, megabytes: number, rows: number, at: string) =>
    `备份完成：${file}（${megabytes} MB，${rows} 行）。恢复点为 ${at}（UTC）。`,
  backupKeyApart: (keyFile: string) => `备份不含密钥。没有密钥文件 ${keyFile} 无法恢复，请与备份分开保存。`,
  backupBesideKey: (folder: string) => `密钥文件在 ${folder} 里面。备份与密钥不能放在一起，请换一个文件夹。`,
  backupNoRight:
    'DATABASE_URL 的登录看不到全部数据（行级安全），备份会不完整，因此没有备份。请使用超级用户或带 BYPASSRLS 的登录。',
  checkingBackup: '正在核对备份文件…',
  restoring: (rows: number, of: number) => `正在恢复 ${rows} / ${of} 行`,
  restored: (at: string, rows: number, epoch: number) =>
    `恢复完成：${rows} 行。恢复点为 ${at}（UTC），此后的记录不在其中。现为第 ${epoch} 期；所有登录已失效，各设备将重新同步。`,
  restoreNoKey: (keyFile: string) =>
    `找不到密钥文件 ${keyFile}。请先把备份时使用的密钥文件放到这里（权限 0600），再恢复。什么也没有改动。`,
  restoreOtherKey: (keyFile: string) =>
    `密钥文件 ${keyFile} 打不开这个备份。请放入备份时使用的密钥文件。什么也没有改动。`,
  restoreRefused: {
    'not-a-backup': '这不是联防的备份文件。什么也没有改动。',
    'newer-format': '这个备份由更新版本的程序制作，请先更新程序。什么也没有改动。',
    damaged: '备份文件已损坏、被改动或不完整，不能使用。什么也没有改动。',
    'newer-structure': '备份的数据库结构比本程序新，请先更新程序。什么也没有改动。',
    'edited-structure': '备份的数据库结构与本程序不一致（同名步骤内容不同）。什么也没有改动。',
    'not-empty': '这个数据库里已有人员或账号。只能恢复到空的数据库。什么也没有改动。',
    'others-connected': '数据库正在使用中。请先停止服务，再试一次。什么也没有改动。',
    'no-right': 'DATABASE_URL 的登录受行级安全限制，不能恢复。请使用超级用户或带 BYPASSRLS 的登录。什么也没有改动。',
  },
  portTaken: (port: number) => `端口 ${port} 已被占用，改用空闲端口。`,
  portInUse: (port: number) => `端口 ${port} 已被占用。请用 --port 另指定一个，或不写 --port，自动用空闲端口。`,
  numberWrong: (option: string, text: string, most: number) => `--${option} ${text}：请写不超过 ${most} 的整数。`,
  ground: {
    musl: '这个系统（Alpine 等 musl 系统）不能运行内置数据库。请改用 glibc 的系统，或用 DATABASE_URL 指向一台 PostgreSQL 服务器。',
    'unsupported-platform': '内置数据库不支持这个平台。请用 DATABASE_URL 指向一台 PostgreSQL 服务器。',
    'data-of-newer-version':
      '数据目录由更新版本的数据库建立，未作改动。请升级联防，或换一个数据目录（LIANFANG_HOME）。',
    'data-of-other-version': '数据目录由另一版本的数据库建立，未作改动。请用原来的版本备份，再恢复到新目录。',
    'data-not-ours': '数据目录里有不属于联防的内容，未作改动。请换一个目录（LIANFANG_HOME）。',
    'no-unprivileged-user': '以 root 运行时需要一个普通用户来运行数据库（postgres 或 nobody），系统中没有找到。',
    'folder-closed':
      '运行数据库的用户进不了数据目录的上级目录。请放开该目录的通行权限，或换一个目录（LIANFANG_HOME）。',
    'port-taken': '数据库端口已被占用。',
    'disk-full': '磁盘已满，数据库无法启动。请清理磁盘后重试，数据没有丢失。',
    'password-lost': '数据库的密码文件不见了。请恢复该文件，或从备份恢复。',
    locked: '另一个联防进程正占用这个数据目录。请等它结束后重试。',
    'start-failed': '数据库没有启动成功。最后几行日志如下。',
    'keys.missing': '找不到密钥文件。没有它无法读取数据，请把备份的密钥文件放回原处。',
    'keys.open-to-others': '密钥文件可被其他用户读取，已拒绝使用。请把权限改为 600。',
    'keys.unreadable': '密钥文件读不出来。请用备份的密钥文件替换。',
    'keys.beside-data': '密钥文件不能放在数据或备份目录里。请换一个位置（LIANFANG_KEY_FILE）。',
    'keys.active': '这是正在使用的密钥，只能移除旧密钥。',
    'sealed.unknown-key': '数据是用另一把密钥加密的。请使用原来的密钥文件。',
    'sealed.not-readable': '加密的内容读不出来，可能已被改动。',
  },
  internal: (reference: string) => `内部错误 ${reference}。`,
}

export type CliMessages = typeof zhCN
