/**
 * What is refused or complained of, in English as the server says it to pages, files, programs and logs alike, and in Chinese as
 * pages say it. `{…}` carries a value over; one that is a word itself, such as the kind of a record, has its Chinese in
 * `complaintWords`, and `{complaint}` is another complaint of this table. A test finds every complaint of the code and fails where
 * it has no entry here.
 */
export const complaints: Record<string, string> = {
	// Of whoever may do something, and when.
	'Sign in to do this.': '请先登录。',
	'Your role {role} may not do this.': '您的角色（{role}）无权进行此操作。',
	'Only the author may do this; comment on it or return it.': '只有作者可以这样做；您可以留言或将其退回。',
	'Another person than the author reviews a draft.': '草稿须由作者以外的人审核。',
	'Another person than the second coder decides.': '须由第二编码者以外的人裁定。',
	'You wrote a version of this record; the second coder is somebody else.':
		'您写过本记录的某一版本，第二次编码须由他人进行。',
	'At most {n} invitations and new passwords an hour; try again later.':
		'每小时最多发出 {n} 份邀请和新密码链接，请稍后再试。',
	'Too many attempts; try again in a quarter of an hour.': '尝试次数过多，请一刻钟后再试。',
	'At most {n} suggestions an hour; try again later.': '每小时最多提出 {n} 条建议，请稍后再试。',

	// Of things that are not there.
	'There is no such record.': '没有这条记录。',
	'There is no such proposal.': '没有这条对策。',
	'There is no such version.': '没有这一版本。',
	'There is no such draft.': '没有这份草稿。',
	'There is no such suggestion.': '没有这条建议。',
	'There is no such account.': '没有这个账户。',
	'There is no finished second coding of this proposal.': '这条对策还没有完成第二次编码。',
	'You have not begun to code this proposal.': '您尚未开始为这条对策编码。',
	'The two coders do not differ in this field.': '两位编码者在这个字段上并无分歧。',
	'The record has no such field.': '本记录没有这个字段。',
	'This invitation was used, has run out or never was.': '此邀请已使用、已过期或不存在。',
	'This session has ended already.': '该会话已经结束。',

	// Of the state in which things are.
	'This proposal has left the Atlas and its links stay as they are; restore it from its history first.':
		'这条对策已不在图谱中，其关联保持原样；请先从其历史中恢复该对策。',
	'This draft can no longer be changed.': '此草稿已不能修改。',
	'A draft that is {state} cannot be {event}.': '{state}的草稿不能{event}。',
	'This draft was changed by somebody else meanwhile.': '此草稿期间已被他人改动。',
	'The draft changed since you read it. Read what it says now, then decide again.':
		'您阅读之后，此草稿又有改动。请先阅读现在的内容，再作决定。',
	'This draft was saved in another window meanwhile. Nothing was overwritten.':
		'此草稿期间已在另一窗口保存。没有任何内容被覆盖。',
	'A draft was saved in another window meanwhile.': '有一份草稿期间已在另一窗口保存。',
	'The record was changed once more meanwhile.': '该记录期间又有改动。',
	'The record was changed meanwhile; take those changes in first.': '该记录期间已有改动，请先并入这些改动。',
	'{kind} "{id}" is there already.': '{kind}“{id}”已经存在。',
	'{kind} "{id}" was changed meanwhile: version {now}, not {then}.':
		'{kind}“{id}”期间已有改动：现为第 {now} 版，而不是第 {then} 版。',
	'{kind} "{id}": version {now}, not {then}': '{kind}“{id}”：现为第 {now} 版，而不是第 {then} 版',
	'nothing differs from what is published; change something, or withdraw the draft':
		'与已发布的内容没有任何不同；请作出修改，或撤回此草稿',
	'This is what the record says now.': '记录现在的内容与此相同。',
	'Somebody has decided this suggestion already.': '这条建议已有人作出决定。',
	'Somebody else codes this proposal a second time already.': '已有他人在为这条对策进行第二次编码。',
	'This coding was saved in another window meanwhile. Nothing was overwritten; load the page again to see what was saved, or send it again to put this in its place.':
		'此次编码期间已在另一窗口保存。没有任何内容被覆盖；请重新载入页面查看已保存的内容，或再次提交以替换它。',
	'This coding is finished and can no longer be changed.': '此次编码已经完成，不能再修改。',
	'This field was decided already.': '这个字段已经裁定。',
	'Somebody must remain admin; make another person one first.':
		'至少须有一位管理员，请先将另一人设为管理员。',
	'Only authenticators are offered here.': '这里只提供身份验证器这一种方式。',

	// Of a form as a whole.
	'There are errors.': '填写有误。',
	'Something is missing or too long.': '有内容未填写或过长。',
	'Say why.': '请说明理由。',
	'Say something.': '请填写内容。',
	'The note is too long.': '说明过长。',
	'The record is too long.': '记录过长。',
	'The record has errors.': '记录有误。',
	'The draft has errors.': '草稿有误。',
	'The record does not fit the others.': '这条记录与其他记录不符。',
	'A record with errors cannot be previewed; mend them first.': '记录有误时不能预览，请先改正。',
	'Choose at least one proposal.': '请至少选择一条对策。',
	'Too many proposals at once.': '一次选择的对策过多。',
	'Not all of these are proposals.': '所选各项并非都是对策。',

	// Of accounts.
	'expected an e-mail address': '须为电子邮箱地址',
	'somebody with this address has an account': '此邮箱已有账户',
	'expected a name of {n} to {m} characters': '姓名须为 {n} 至 {m} 个字符',
	'expected a password without the name of the e-mail address in it': '密码中不得包含邮箱名',
	'expected a password without the name of this site in it': '密码中不得包含本站名称',
	'expected a password that is not one of the most common ones': '此密码过于常见，请另选',
	'the present password is not right': '当前密码不正确',
	'the password is not right': '密码不正确',
	'this code is not right, or it is too old': '验证码不正确或已过期',

	// Of single values.
	'is missing': '未填写',
	'expected some text': '未填写',
	'expected {n} to {m} characters': '须为 {n} 至 {m} 个字符',
	'expected at least {n} characters': '至少 {n} 个字符',
	'expected at most {n} characters': '最多 {n} 个字符',
	'expected at most {n} characters in all': '总计最多 {n} 个字符',
	'expected at most {n} characters, found {m}': '最多 {n} 个字符，现有 {m} 个',
	'expected at most {n} characters in a record; put --- between records':
		'一条记录最多 {n} 个字符；请在记录之间加一行 ---',
	'expected at most {n} cells, as the head has': '最多 {n} 个单元格，与表头相同',
	'expected at most {n}': '最多 {n} 项',
	'expected at least {n}': '至少 {n} 项',
	'expected at least one': '至少选择或填写一项',
	'choose at least one': '至少选择一项',
	'expected one of {values}': '须为以下之一：{values}',
	'expected {type}': '须为{type}',
	'has none of the allowed shapes': '不符合任何一种允许的形式',
	'no such field; see the codebook': '没有此字段，参见编码手册',
	'leave the key out instead of writing null': '没有内容时请略去该字段，不要写 null',
	'leave this field empty': '此处请留空',
	'expected text without null characters': '文本中不得含有空字符',
	'expected text without control characters': '文本中不得含有控制字符',
	'expected lower-case words joined by hyphens': '须为以连字符相连的小写英文单词',
	'expected snake_case': '须为以下划线相连的小写英文单词',
	'expected a field in snake_case': '字段名须为以下划线相连的小写英文单词',
	'expected a whole number from 1': '须为不小于 1 的整数',
	'expected a date as YYYY, YYYY-MM or YYYY-MM-DD': '日期须写作 YYYY、YYYY-MM 或 YYYY-MM-DD',
	'expected a day as YYYY-MM-DD': '日期须写作 YYYY-MM-DD',
	'expected an address that starts with http:// or https://': '须为以 http:// 或 https:// 开头的网址',
	'expected a code such as labour-standard or US-NY-NYC': '须为代码，如 labour-standard 或 US-NY-NYC',
	'expected a language code such as zh': '须为语言代码，如 zh',
	'expected a CELEX number such as 32022R2065': '须为 CELEX 编号，如 32022R2065',
	'expected an ECLI such as ECLI:EU:C:2025:117': '须为 ECLI，如 ECLI:EU:C:2025:117',
	'expected a provision such as eu-dsa#7': '须为条文标识，如 eu-dsa#7',
	'expected a SHA-256: 64 figures and letters from a to f': '须为 SHA-256：由 64 位数字和 a 至 f 的字母组成',
	'expected <proposal>--<instrument>-<n>': '须写作 <对策标识>--<法规标识>-<序号>',
	'expected <proposal>--<instrument>-<n> of this link': '须为本关联的 <对策标识>--<法规标识>-<序号>',
	'expected a field of the record': '须为本记录的字段',
	'say why, in a few words': '请简述修改理由',

	// Of values that do not go together.
	'alienation_dimension and alienation_basis go together':
		'alienation_dimension 与 alienation_basis 须同时填写或同时略去',
	'url and url_basis go together': 'url 与 url_basis 须同时填写或同时略去',
	'retired_on and its reason in both languages go together':
		'retired_on 与中英文的撤回理由须同时填写或同时略去',
	'a record is moved or retired, not both': '一条记录或并入他处、或撤回，不能兼有',
	'a record does not move to itself': '记录不能并入自身',
	'a record is not merged into itself': '记录不能并入自身',
	'a proposal has no relation to itself': '对策与自身没有关系可言',
	'a coded proposal needs at least one passage': '至少需要一处论文出处',
	'expected exactly one layer with involvement primary, found {n}': '须恰有一个层面为“主要”，现有 {n} 个',
	'basis {basis} allows {values}': '依据为 {basis} 时只能是：{values}',
	'a link the paper states needs the passage where it states it': '由论文指明的关联须注明论文中的出处',
	'partly-enacts must say what is missing': '“部分落实”须说明缺少什么',
	'{relation} is too strong for an instrument of force {force}': '对效力为 {force} 的法规，{relation} 过强',
	'high needs a provision read in the text; this one is "{verification}"':
		'把握程度为 high 的，条文须读过原文；此条为“{verification}”',
	'a provision from memory allows only low': '凭记忆写下的条文，把握程度只能为 low',
	'a value found by search needs its url': '检索所得的内容须附网址',
	'needs a title or a working label': '须有标题或暂用名',
	'kind {column} needs its vocabulary': '类别为 {column} 的列须指明词表',
	'this field is of kind {column}': '此字段的类别为 {column}',
	'this field needs each: {vocabulary}': '此字段须写明 each: {vocabulary}',
	'this field has one column only': '此字段只有一列',
	'this field has a column already': '此字段已有一列',
	'rows {rows} have no field "{field}"': '行为 {rows} 的矩阵没有字段“{field}”',
	'provision {n} stands twice': '条文 {n} 出现两次',
	'section {section} stands twice': '“{section}”出现两次',
	'code {code} stands twice': '代码 {code} 出现两次',
	'this id stands twice': '此标识出现两次',

	// Of other records.
	'{complaint}; did you mean "{near}"?': '{complaint}；是否为“{near}”？',
	'{kind} "{id}", {field}: {complaint}': '{kind}“{id}”，{field}：{complaint}',
	'"{code}" is not in the vocabulary {vocabulary}': '“{code}”不在词表 {vocabulary} 中',
	'there is no vocabulary {id}': '没有词表 {id}',
	'there is no {kind} "{id}"': '没有{kind}“{id}”',
	'there is no proposal "{id}"': '没有对策“{id}”',
	'there is a record "{id}" already': '已有标识为“{id}”的记录',
	'expected {id}: the id of a record never changes': '须为 {id}：记录的标识从不更改',
	'{kind} "{id}" moved to "{into}"': '{kind}“{id}”已并入“{into}”',
	'{kind} "{id}" was retired': '{kind}“{id}”已撤回',
	'{kind} "{id}" moved to "{into}"; give that id instead': '{kind}“{id}”已并入“{into}”；请改用后者的编号',
	'{kind} "{id}" was withdrawn; restore a version of it from its history first':
		'{kind}“{id}”已撤回；请先从其历史中恢复某一版本',
	'{kind} "{id}" has itself left the Atlas': '{kind}“{id}”本身已不在图谱中',
	'paper {paper} has no section {section} ¶{n} in its structure':
		'论文 {paper} 的结构中没有“{section}”一节第 {n} 段',
	'instrument {id} has no provision {n}': '法规 {id} 没有条文 {n}',
	'broader and narrower run in a circle: {circle}': '上位与下位关系形成循环：{circle}',

	// Of files that are imported.
	'and {n} more': '另有 {n} 处',
	'row {n} has the same id': '与第 {n} 行标识相同',
	'stands twice in the file': '在文件中出现两次',
	'there is no such column': '没有这一列',
	'this column stands twice': '这一列出现两次',
	'this column is missing': '缺少这一列',
	'expected nothing, because {entry}s have no such field': '此处应为空：{entry}没有这个字段',
	'expected text, found a date of the spreadsheet; format the cell as text':
		'须为文本，而此处为电子表格的日期；请将单元格格式设为文本',
	'expected {month} or {day}, found a date of the spreadsheet; format the cell as text':
		'须为 {month} 或 {day}，而此处为电子表格的日期；请将单元格格式设为文本',
	'expected text, found the number {n}, whose last noughts may be lost; format the cell as text':
		'须为文本，而此处为数字 {n}，末尾的零可能已丢失；请将单元格格式设为文本',
	'expected text, found {value}; format the cell as text':
		'须为文本，而此处为 {value}；请将单元格格式设为文本',
	'the record is nested too deeply': '记录嵌套过深',
	'write it out: references (& and *) are not read': '请写出全文：不读取引用（& 与 *）',
	'expected the fields of one {kind}; put --- between records instead of a list':
		'须为一条{kind}的各个字段；记录之间请加一行 ---，不要写成列表',

	// Of YAML, in the words of its reader.
	'{complaint}: put the text in quotes': '{complaint}：请为文本加上引号',
	'Nested mappings are not allowed in compact mappings': '同一行中不能嵌套字段',
	'All mapping items must start at the same column': '同一层的各个字段须从同一列开始',
	'All sequence items must start at the same column': '同一层的各项须从同一列开始',
	'Sequence item without - indicator': '列表项前缺少 -',
	'Map keys must be unique': '同一字段出现两次',
	'Implicit keys need to be on a single line': '字段名须写在一行之内',
	'Implicit map keys need to be followed by map values': '字段名之后缺少冒号',
	'Tabs are not allowed as indentation': '不能用制表符缩进',
	'Missing closing "quote': '缺少结尾的双引号',
	"Missing closing 'quote": '缺少结尾的单引号',
	'Invalid escape sequence {raw}': '双引号内的转义 {raw} 无效',
	'Plain value cannot start with {sign}': '未加引号的文本不能以 {sign} 开头',
	'Unexpected {token} at node end': '值之后有多余的内容（{token}）',
	'Block scalar values in collections must be indented': '| 或 > 之后的各行须缩进'
};

/** Values of a complaint that are words themselves, by the name of their place: `{kind}` carries only these over. */
export const complaintWords: Record<string, Record<string, string>> = {
	kind: {
		proposal: '对策',
		link: '与法律的关联',
		paper: '论文',
		instrument: '法规',
		vocabulary: '词表',
		matrix: '矩阵'
	},
	entry: { link: '关联', assessment: '核查' },
	role: { contributor: '贡献者', curator: '编者', reviewer: '审核者', admin: '管理员' },
	state: {
		draft: '撰写中',
		submitted: '已提交',
		returned: '已退回',
		accepted: '已接受',
		published: '已发布',
		withdrawn: '已撤回'
	},
	event: { submitted: '提交', returned: '退回', accepted: '接受', published: '发布', withdrawn: '撤回' },
	type: {
		string: '文本',
		number: '数字',
		array: '列表',
		object: '一组字段',
		record: '一组字段'
	}
};
