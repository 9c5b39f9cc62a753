import { hintWords } from './hintWords'
import { panelWords } from './panelWords'

/** The words of the modeler in zh-Hant, zh-Hans and ja, as the reader's language needs them; English is what it speaks. */
export const spoken = ['zh-Hant', 'zh-Hans', 'ja']

type Words = [hant: string, hans: string, ja: string]

const things: Record<string, Words> = {
  'task': ['任務', '任务', 'タスク'],
  'user task': ['人工任務', '人工任务', 'ユーザータスク'],
  'service task': ['服務任務', '服务任务', 'サービスタスク'],
  'script task': ['腳本任務', '脚本任务', 'スクリプトタスク'],
  'business rule task': ['業務規則任務', '业务规则任务', 'ビジネスルールタスク'],
  'manual task': ['手動任務', '手动任务', '手動タスク'],
  'receive task': ['接收任務', '接收任务', '受信タスク'],
  'send task': ['發送任務', '发送任务', '送信タスク'],
  'call activity': ['呼叫流程', '调用流程', 'コールアクティビティ'],
  'sub-process': ['子流程', '子流程', 'サブプロセス'],
  'sub-process (collapsed)': ['子流程（摺疊）', '子流程（折叠）', 'サブプロセス（折りたたみ）'],
  'sub-process (expanded)': ['子流程（展開）', '子流程（展开）', 'サブプロセス（展開）'],
  'expanded sub-process': ['展開的子流程', '展开的子流程', '展開したサブプロセス'],
  'event sub-process': ['事件子流程', '事件子流程', 'イベントサブプロセス'],
  'ad-hoc sub-process': ['臨時子流程', '临时子流程', 'アドホックサブプロセス'],
  'transaction': ['交易', '事务', 'トランザクション'],
  'gateway': ['閘道', '网关', 'ゲートウェイ'],
  'exclusive gateway': ['條件判斷（互斥閘道）', '条件判断（排他网关）', '排他ゲートウェイ'],
  'parallel gateway': ['並行閘道', '并行网关', '並列ゲートウェイ'],
  'inclusive gateway': ['包容閘道', '包容网关', '包含ゲートウェイ'],
  'complex gateway': ['複雜閘道', '复杂网关', '複合ゲートウェイ'],
  'event-based gateway': ['事件閘道', '事件网关', 'イベントゲートウェイ'],
  'start event': ['開始事件', '开始事件', '開始イベント'],
  'end event': ['結束事件', '结束事件', '終了イベント'],
  'intermediate throw event': ['中間發送事件', '中间发送事件', '中間送信イベント'],
  'intermediate/boundary event': ['中間／邊界事件', '中间／边界事件', '中間・境界イベント'],
  'data object reference': ['資料物件', '数据对象', 'データオブジェクト'],
  'data store reference': ['資料庫', '数据存储', 'データストア'],
  'pool/participant': ['泳池', '泳池', 'プール'],
  'empty pool/participant': ['空的泳池', '空的泳池', '空のプール'],
  'group': ['群組', '组', 'グループ'],
  'element': ['元素', '元素', '要素'],
  'collapsed sub-process': ['摺疊的子流程', '折叠的子流程', '折りたたんだサブプロセス'],
  'process': ['流程', '流程', 'プロセス'],
  'collaboration': ['協作', '协作', 'コラボレーション'],
  'participant': ['參與者', '参与者', '参加者'],
  'lane': ['泳道', '泳道', 'レーン'],
  'sequence flow': ['流程線', '顺序流', 'シーケンスフロー'],
  'default flow': ['預設流程線', '默认顺序流', 'デフォルトフロー'],
  'conditional flow': ['有條件的流程線', '条件顺序流', '条件付きフロー'],
  'message flow': ['訊息流', '消息流', 'メッセージフロー'],
  'association': ['關聯', '关联', '関連'],
  'text annotation': ['註解', '注释', '注釈']
}

const kinds: Record<string, Words> = {
  message: ['訊息', '消息', 'メッセージ'],
  timer: ['計時', '定时', 'タイマー'],
  error: ['錯誤', '错误', 'エラー'],
  escalation: ['升級', '升级', 'エスカレーション'],
  signal: ['訊號', '信号', 'シグナル'],
  conditional: ['條件', '条件', '条件'],
  compensation: ['補償', '补偿', '補償'],
  link: ['連結', '链接', 'リンク'],
  cancel: ['取消', '取消', 'キャンセル'],
  terminate: ['終止', '终止', '強制終了']
}

const positions: Record<string, Words> = {
  'start event': ['開始事件', '开始事件', '開始イベント'],
  'intermediate catch event': ['中間接收事件', '中间接收事件', '中間受信イベント'],
  'intermediate throw event': ['中間發送事件', '中间发送事件', '中間送信イベント'],
  'boundary event': ['邊界事件', '边界事件', '境界イベント'],
  'end event': ['結束事件', '结束事件', '終了イベント']
}

const others: Record<string, Words> = {
  'Activate hand tool': ['手形工具', '手形工具', '手のひらツール'],
  'Activate lasso tool': ['套索工具', '套索工具', '投げ縄ツール'],
  'Activate create/remove space tool': ['增減空間', '增减空间', 'スペースの追加・削除'],
  'Activate global connect tool': ['連線工具', '连线工具', '接続ツール'],
  'Connect to other element': ['連到其他元素', '连到其他元素', '他の要素につなぐ'],
  'Change element': ['更換元素', '更换元素', '要素を変更'],
  'Change type': ['更換類型', '更换类型', '種類を変更'],
  'Set color': ['設定顏色', '设置颜色', '色を設定'],
  'Search': ['搜尋', '搜索', '検索'],
  'Delete': ['刪除', '删除', '削除'],
  'Default flow': ['預設路徑', '默认路径', 'デフォルトフロー'],
  'Conditional flow': ['條件路徑', '条件路径', '条件フロー'],
  'Sequence flow': ['路徑', '路径', 'シーケンスフロー'],
  'Parallel multi-instance': ['動態並行', '动态并行', '並列マルチインスタンス'],
  'Sequential multi-instance': ['動態循序', '动态顺序', '順次マルチインスタンス'],
  'Loop': ['迴圈', '循环', 'ループ'],
  'Open minimap': ['開啟縮圖', '打开缩略图', 'ミニマップを開く'],
  'Close minimap': ['關閉縮圖', '关闭缩略图', 'ミニマップを閉じる'],
  'General': ['一般', '常规', '一般'],
  'Name': ['名稱', '名称', '名前'],
  'Process ID': ['流程 id（API 路徑）', '流程 id（API 路径）', 'プロセス id（API パス）'],
  'Process name': ['流程名稱', '流程名称', 'プロセス名'],
  'Executable': ['可執行', '可执行', '実行可能'],
  'Version tag': ['版本標籤', '版本标签', 'バージョンタグ'],
  'Documentation': ['說明文件', '说明文档', 'ドキュメント'],
  'Element documentation': ['元素說明', '元素说明', '要素の説明'],
  'Process documentation': ['流程說明', '流程说明', 'プロセスの説明'],
  'Implementation': ['實作', '实现', '実装'],
  'Type': ['類型', '类型', '種類'],
  'Assignment': ['指派', '分派', '割り当て'],
  'Assignee': ['處理人', '处理人', '担当者'],
  'Candidate groups': ['候選群組', '候选组', '候補グループ'],
  'Candidate users': ['候選人員', '候选人员', '候補ユーザー'],
  'Due date': ['期限', '期限', '期限'],
  'Follow up date': ['追蹤日期', '跟进日期', 'フォローアップ日'],
  'Priority': ['優先順序', '优先级', '優先度'],
  'Form': ['表單', '表单', 'フォーム'],
  'Form ID': ['表單 id', '表单 id', 'フォーム id'],
  'Condition': ['條件', '条件', '条件'],
  'Condition expression': ['條件運算式', '条件表达式', '条件式'],
  'Timer': ['計時', '定时', 'タイマー'],
  'Value': ['值', '值', '値'],
  'Script': ['腳本', '脚本', 'スクリプト'],
  'Result variable': ['結果變數', '结果变量', '結果の変数'],
  'Input mapping': ['輸入對應', '输入映射', '入力マッピング'],
  'Output mapping': ['輸出對應', '输出映射', '出力マッピング'],
  'Inputs': ['輸入', '输入', '入力'],
  'Outputs': ['輸出', '输出', '出力'],
  'Headers': ['標頭', '标头', 'ヘッダー'],
  'Task listeners': ['任務監聽器', '任务监听器', 'タスクリスナー'],
  'Execution listeners': ['執行監聽器', '执行监听器', '実行リスナー'],
  'Extension properties': ['擴充屬性', '扩展属性', '拡張プロパティ'],
  'Example data': ['範例資料', '示例数据', 'サンプルデータ'],
  'Task definition': ['工作定義', '工作定义', 'タスク定義'],
  'Job priority': ['工作優先順序', '作业优先级', 'ジョブの優先度'],
  'Job type': ['工作類型', '工作类型', 'ジョブの種類'],
  'Retries': ['重試次數', '重试次数', '再試行回数'],
  'Called element': ['被呼叫的流程', '被调用的流程', '呼び出すフロー'],
  'Binding': ['綁定', '绑定', 'バインディング'],
  'Multi-instance': ['動態並行', '多实例', 'マルチインスタンス'],
  'Input collection': ['輸入清單', '输入集合', '入力コレクション'],
  'Input element': ['輸入元素', '输入元素', '入力要素'],
  'Output collection': ['輸出清單', '输出集合', '出力コレクション'],
  'Output element': ['輸出元素', '输出元素', '出力要素'],
  'Completion condition': ['完成條件', '完成条件', '完了条件'],
  'Create new list item': ['新增一項', '新建一项', '項目を追加'],
  'Delete item': ['刪除此項', '删除此项', '項目を削除'],
  'Toggle section': ['展開或收合', '展开或收起', '開閉'],
  'Section contains edits': ['此處有設定', '此处有设置', '設定があります'],
  'Select an element to edit its properties.': ['選一個元素來編輯屬性。', '选一个元素来编辑属性。', '要素を選ぶとプロパティを編集できます。']
}

const capital = (text: string) => text[0].toUpperCase() + text.slice(1)

/** What the modeler says in English, by what it is to say in this language. */
export function words(language: string): Record<string, string> {
  const at = spoken.indexOf(language)
  const found: Record<string, string> = {}
  if (at < 0) {
    return found
  }
  const japanese = language === 'ja'
  const named: [string, string][] = Object.entries(things).map(([name, said]) => [name, said[at]])
  for (const [kind, said] of Object.entries(kinds)) {
    for (const [position, where] of Object.entries(positions)) {
      const whole = `${said[at]}${where[at]}`
      named.push([`${kind} ${position}`, whole])
      named.push([`${kind} ${position} (non-interrupting)`, `${whole}${japanese ? '（非中断）' : at === 0 ? '（不中斷）' : '（不中断）'}`])
    }
  }
  const verbs: Record<string, Words> = { Create: ['建立', '创建', 'を作成'], Append: ['接上', '追加', 'を追加'], Add: ['加上', '添加', 'を追加'] }
  for (const [name, said] of named) {
    found[capital(name)] = said
    for (const [verb, does] of Object.entries(verbs)) {
      found[`${verb} ${name}`] = japanese ? said + does[at] : does[at] + said
    }
  }
  Object.entries({ ...panelWords, ...hintWords, ...others }).forEach(([english, said]) => (found[english] = said[at]))
  return found
}
