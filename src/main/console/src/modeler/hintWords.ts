/** The hints of the properties panel; some come in pieces, with an example between. */
export const hintWords: Record<string, [hant: string, hans: string, ja: string]> = {
  ') to identify the error. ': ['）以識別錯誤。', '）以识别错误。', '）。'],
  ') to match a specific error, or leave empty to catch any error. ': [
    '）以比對特定錯誤，空白則捕捉所有錯誤。', '）以匹配特定错误，为空则捕获所有错误。', '）。空のときはすべてのエラーを捕らえます。'],
  '). ': ['）。', '）。', '）。'],
  '1 hour and 30 minutes': ['1 小時 30 分', '1 小时 30 分', '1時間30分'],
  '14 days': ['14 天', '14 天', '14日'],
  '15 seconds': ['15 秒', '15 秒', '15秒'],
  'UTC plus 2 hours zone offset': ['UTC 加 2 小時', 'UTC 加 2 小时', 'UTCより2時間進んだ時刻'],
  'UTC time': ['UTC 時間', 'UTC 时间', 'UTC時刻'],
  'every 10 seconds, up to 5 times': ['每 10 秒，至多 5 次', '每 10 秒，至多 5 次', '10秒ごと、5回まで'],
  'every day, infinitely': ['每天，不限次數', '每天，不限次数', '毎日、無期限'],
  'every hour on the hour from 9-5 p.m. UTC Monday-Friday': [
    '週一至週五 UTC 9 至 17 時，每小時整點', '周一至周五 UTC 9 至 17 时，每小时整点', '月～金曜のUTC 9～17時、毎正時'],
  'A FEEL expression that determines whether the event should trigger. ': [
    '決定事件是否觸發的 FEEL 運算式。', '决定事件是否触发的 FEEL 表达式。', 'イベントを起こすかを決めるFEEL式。'],
  'A JSON object — each key represents a variable produced by this element.': [
    'JSON 物件；每個鍵是此元素產生的一個變數。', 'JSON 对象；每个键是此元素产生的一个变量。', 'JSONオブジェクト。各キーがこの要素の作る変数です。'],
  'A cycle defined as ISO 8601 repeating intervals format, or a cron expression.': [
    '週期：ISO 8601 重複間隔，或 cron。', '周期：ISO 8601 重复间隔，或 cron。', '周期。ISO 8601の繰り返し間隔、またはcron。'],
  'A cycle defined as ISO 8601 repeating intervals format.': [
    '週期：ISO 8601 重複間隔。', '周期：ISO 8601 重复间隔。', '周期。ISO 8601の繰り返し間隔。'],
  'A specific point in time defined as ISO 8601 combined date and time representation.': [
    '時間點：ISO 8601 日期與時間。', '时间点：ISO 8601 日期和时间。', '時点。ISO 8601の日付と時刻。'],
  'A time duration defined as ISO 8601 durations format.': [
    '時間長度：ISO 8601。', '时长：ISO 8601。', '期間。ISO 8601の形式。'],
  'Add custom key-value metadata to this element. Extension properties have no effect on process execution — they can be used to attach configuration visible for other consumers of the BPMN diagram. ': [
    '為此元素附加鍵值；供讀取此圖的其他程式使用。', '为此元素附加键值；供读取此图的其他程序使用。', 'この要素に付けるキーと値。図を読む他のプログラムのためのものです。'],
  'Add custom logic that reacts to various events in the workflow execution life-cycle. ': [
    '在執行過程的各種事件時加上自己的處理。', '在执行过程的各种事件时加上自己的处理。', '実行中のさまざまなイベントに独自の処理を加えます。'],
  'Add input mappings to control what is passed to the activity as local variables. ': [
    '輸入對應決定哪些值作為區域變數傳入。', '输入映射决定哪些值作为局部变量传入。', '入力マッピングで、ローカル変数として渡す値を決めます。'],
  'Add output mappings to control which variables are merged back into the process scope. ': [
    '輸出對應決定哪些變數併回流程。', '输出映射决定哪些变量并回流程。', '出力マッピングで、プロセスに戻す変数を決めます。'],
  'Configure the message that the task waits for. ': ['此任務等待的訊息。', '此任务等待的消息。', 'このタスクが待つメッセージ。'],
  'Configure the message that this event waits for. ': ['此事件等待的訊息。', '此事件等待的消息。', 'このイベントが待つメッセージ。'],
  'Configure the message that will start this process instance. ': [
    '會開單的訊息。', '会开单的消息。', 'チケットを開くメッセージ。'],
  'Configure the message that will trigger this boundary event. ': [
    '觸發此邊界事件的訊息。', '触发此边界事件的消息。', 'この境界イベントを起こすメッセージ。'],
  'Control which variables from the called process are merged back into the parent scope. By default, all child variables are propagated; use output mappings to selectively return specific variables. ': [
    '決定被呼叫流程的哪些變數傳回。預設全部傳回；用輸出對應只取其中一些。',
    '决定被调用流程的哪些变量传回。默认全部传回；用输出映射只取其中一些。',
    '呼び出し先のどの変数を受け取るかを決めます。既定ではすべて。出力マッピングで選べます。'],
  'Define a boolean condition expression that determines when this sequence flow is taken. ': [
    '走這條路的條件。', '走这条路的条件。', 'この道を通る条件。'],
  'Define an input collection expression that defines the collection to iterate over (e.g. ': [
    '逐項處理的清單（例如 ', '逐项处理的集合（例如 ', '一つずつ処理するコレクション（例：'],
  'Define static metadata passed to job workers alongside each job. Headers are not evaluated by the engine — use them for fixed worker configuration (e.g. ': [
    '隨每個工作交給外部工作者的固定設定（例如 ', '随每个作业交给外部工作者的固定设置（例如 ', '各ジョブとともにワーカーに渡す固定の設定（例：'],
  'Define the FEEL expression to evaluate and the variable to store the result in. ': [
    '要計算的 FEEL 運算式，與存放結果的變數。', '要计算的 FEEL 表达式，与存放结果的变量。', '評価するFEEL式と、結果を入れる変数。'],
  'Define the ID of the process to call (e.g. ': ['要呼叫的流程的 id（例如 ', '要调用的流程的 id（例如 ', '呼び出すフローのid（例：'],
  'Define the assignment, schedule, and priority of the user task. Assignee, candidate groups, and candidate users can be combined. Use due date and follow-up date to express deadlines and urgency. ': [
    '人工任務的指派、期限與優先順序。處理者、候選群組與候選人員可併用。',
    '人工任务的分配、期限与优先级。处理者、候选组与候选人员可并用。',
    'ユーザータスクの担当、期限、優先度。担当者、候補グループ、候補者は併用できます。'],
  'Define the error to catch. Specify an error code (e.g. ': [
    '要捕捉的錯誤。填錯誤代碼（例如 ', '要捕获的错误。填错误代码（例如 ', '捕らえるエラー。コードを書きます（例：'],
  'Define the error to throw. Specify an error code (e.g. ': [
    '要發出的錯誤。填錯誤代碼（例如 ', '要发出的错误。填错误代码（例如 ', '送るエラー。コードを書きます（例：'],
  'Define the name of the variable that will contain the error code.': [
    '存放錯誤代碼的變數名稱。', '存放错误代码的变量名称。', 'エラーコードを入れる変数の名前。'],
  'Define the name of the variable that will contain the error message.': [
    '存放錯誤訊息的變數名稱。', '存放错误消息的变量名称。', 'エラーメッセージを入れる変数の名前。'],
  'Define the name of the variable that will contain the escalation code.': [
    '存放升級代碼的變數名稱。', '存放升级代码的变量名称。', 'エスカレーションコードを入れる変数の名前。'],
  'Evaluate a business rule, for example a DMN decision. To add a custom implementation, use a job worker. ': [
    '評估業務規則；要自己實作請用外部工作者。', '评估业务规则；要自己实现请用外部工作者。', 'ビジネスルールの評価。独自の処理にはジョブワーカーを使います。'],
  'Execute this task for each element of a given collection. ': [
    '對清單的每一項執行。', '对集合的每一项执行。', 'コレクションの各要素に対して行います。'],
  'Identifier computed from the process context that is used to correlate an incoming message (e.g. ': [
    '由流程的值算出，用來對應訊息（例如 ', '由流程的值算出，用来对应消息（例如 ', 'プロセスの値から計算し、届いたメッセージと結び付けるもの（例：'],
  'If turned on, all variables from the child process instance will be propagated to the parent process instance.': [
    '開啟時，被呼叫流程的所有變數都會傳回。', '开启时，被调用流程的所有变量都会传回。', 'オンにすると、呼び出し先のすべての変数を受け取ります。'],
  'If turned on, all variables from the parent process instance will be propagated to the child process instance.': [
    '開啟時，本流程的所有變數都會傳入。', '开启时，本流程的所有变量都会传入。', 'オンにすると、このプロセスのすべての変数を渡します。'],
  'Otherwise, only variables defined via input mappings will be propagated.': [
    '否則只傳入輸入對應所列的變數。', '否则只传入输入映射所列的变量。', 'オフのときは、入力マッピングの変数だけを渡します。'],
  'Otherwise, only variables defined via output mappings will be propagated.': [
    '否則只傳回輸出對應所列的變數。', '否则只传回输出映射所列的变量。', 'オフのときは、出力マッピングの変数だけを受け取ります。'],
  'Implement a script task using an inline FEEL expression. To add a custom implementation, use a job worker. ': [
    '以 FEEL 運算式實作；要自己實作請用外部工作者。', '以 FEEL 表达式实现；要自己实现请用外部工作者。', 'FEEL式で書きます。独自の処理にはジョブワーカーを使います。'],
  'Implement a user task managed by Camunda. To add a custom implementation, use a job worker. ': [
    '由引擎管理的人工任務。', '由引擎管理的人工任务。', 'エンジンが管理するユーザータスク。'],
  'Learn how to define conditions.': ['了解如何寫條件。', '了解如何写条件。', '条件の書き方を見る。'],
  'How to configure a timer': ['如何設定計時', '如何设置定时', 'タイマーの設定方法'],
  'Link a form created with the Camunda Forms editor. Submitting this form will start a new process instance. ': [
    '開單時填寫的表單。', '开单时填写的表单。', 'チケットを開くときに記入するフォーム。'],
  'Link a form created with the Camunda Forms editor. To associate a custom form, application, or URL to the user task, specify an external reference. ': [
    '在此停點填寫的表單。', '在此停点填写的表单。', 'この停止点で記入するフォーム。'],
  'Link or embed a form created with the Camunda Forms editor. To associate a custom form, application, or URL to the user task, specify a form key. ': [
    '在此停點填寫的表單。', '在此停点填写的表单。', 'この停止点で記入するフォーム。'],
  'React to user task lifecycle events by executing a job worker. ': [
    '在人工任務的各種事件時執行外部工作者。', '在人工任务的各种事件时执行外部工作者。', 'ユーザータスクのイベントでジョブワーカーを動かします。'],
  'Specifies the default priority for all jobs created by a process. Must be an integer. If no value is provided, the default value is 0. ': [
    '流程所有工作的預設優先順序：整數，預設 0。', '流程所有作业的默认优先级：整数，默认 0。', 'プロセスのジョブの既定の優先度。整数、既定は0。'],
  'Specifies the priority of a job. Must be an integer. If no value is provided, the default value is 0. ': [
    '工作的優先順序：整數，預設 0。', '作业的优先级：整数，默认 0。', 'ジョブの優先度。整数、既定は0。'],
  'Specifies the priority of a user task. Must be an integer between 0 and 100. If no value is provided, the default value is 50. ': [
    '人工任務的優先順序：0 到 100 的整數，預設 50。', '人工任务的优先级：0 到 100 的整数，默认 50。', 'ユーザータスクの優先度。0～100の整数、既定は50。'],
  'Specify which job workers handle the event work. ': ['由哪些外部工作者處理。', '由哪些外部工作者处理。', 'どのワーカーが処理するか。'],
  'Specify which job workers handle the task work to evaluate business rules. ': [
    '由哪些外部工作者處理。', '由哪些外部工作者处理。', 'どのワーカーが処理するか。'],
  'Specify which job workers handle the task work to execute a script. ': [
    '由哪些外部工作者處理。', '由哪些外部工作者处理。', 'どのワーカーが処理するか。'],
  'Specify which job workers handle the task work to execute a service (e.g. ': [
    '由哪些外部工作者處理（例如 ', '由哪些外部工作者处理（例如 ', 'どのワーカーが処理するか（例：'],
  'Specify which job workers handle the task work to send a message (e.g. ': [
    '由哪些外部工作者處理（例如 ', '由哪些外部工作者处理（例如 ', 'どのワーカーが処理するか（例：'],
  'Start typing "${}" to create an expression.': ['輸入「${}」以建立運算式。', '输入“${}”以创建表达式。', '「${}」と入力すると式を作れます。'],
  'This maps to the process definition key.': ['即流程的 id，也就是 API 路徑。', '即流程的 id，也就是 API 路径。', 'フローのid、つまりAPIパスです。'],
  'To collect the output define the output collection and the output element expressions. ': [
    '要收集結果，請設定輸出清單與輸出元素。', '要收集结果，请设置输出集合与输出元素。', '結果を集めるには、出力コレクションと出力要素を決めます。'],
  'Uses the most recent deployed resource with the given version tag.': [
    '用此版本標籤中最新上架的。', '用此版本标签中最新部署的。', 'このバージョンタグで最も新しく配備されたものを使います。'],
  'Uses the most recent deployed resource.': ['用最新上架的。', '用最新部署的。', '最も新しく配備されたものを使います。'],
  'Uses the resource found in the same deployment.': ['用同次上架的。', '用同次部署的。', '同じ配備のものを使います。'],
  'Version tag by which the called process will be referenced.': [
    '被呼叫流程的版本標籤。', '被调用流程的版本标签。', '呼び出すフローのバージョンタグ。'],
  'Version tag by which the linked form will be referenced.': ['表單的版本標籤。', '表单的版本标签。', 'フォームのバージョンタグ。'],
  'Version tag by which this process can be referenced.': ['此流程的版本標籤。', '此流程的版本标签。', 'このフローのバージョンタグ。']
}
