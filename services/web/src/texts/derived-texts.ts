/** Texts about recordings that are made of others. */
import type { Texts } from "./text.ts";

export const derivedTexts = {
  "joined.title": ["合成录像（供法庭使用）", "One recording of its takes, for court"],
  "joined.ask": ["合成一个 MP4", "Make one MP4"],
  "joined.lead": [
    "把一个通道的各段按顺序接成一个 MP4，不重新编码；成品是新的证据条目，原始各段不受影响。",
    "The takes of a channel are put behind one another in one MP4, without coding them anew. It becomes an item of its own; the takes stay as they are.",
  ],
  "joined.still-runs": [
    "录制结束、全部通道关闭之后才能合成。",
    "It can be made once the session is over and its channels are closed.",
  ],
  "joined.note": [
    "段与段之间缺失的时间不占播放时间：各段从何处开始、何时录制，都写在成品的签名说明中。编码方式不同的段不能直接相接。",
    "What is missing between two takes takes no time in it: where each begins and when it was recorded is part of what is signed. Takes that are coded in different ways cannot be joined.",
  ],
  "joined.channel": ["通道", "Channel"],
  "joined.track": ["音视频流", "Track"],
  "joined.first-take": ["首段", "First take"],
  "joined.last-take": ["末段", "Last take"],
  "joined.from-first": ["从第一段起", "From the first on"],
  "joined.to-last": ["到最后一段", "To the last"],
  "joined.take": ["第 {{take}} 段（{{at}}）", "Take {{take}} ({{at}})"],
  "joined.takes": [
    "{{channel}}：第 {{first}} 至 {{last}} 段",
    "{{channel}}: takes {{first}} to {{last}}",
  ],
  "joined.making": ["制作进度", "How far it is"],
  "joined.received": [
    "已收存；核验封存后即可观看",
    "Taken in; it can be watched once it is sealed",
  ],
  "joined.failed": ["未能制作：", "It could not be made:"],
  "joined.failed-take": ["从第 {{take}} 段起不同。", "From take {{take}} on it differs."],
  "derived.made-from": ["由这些录像制成", "Made of these recordings"],
  "derived.kind-joined": [
    "各段按顺序相接，画面与声音的数据包原样保留，没有重新编码；本条目不是设备直接录制的原件。",
    "Takes behind one another, every packet of picture and sound as it was, none coded anew. It is not what a device recorded itself.",
  ],
  "derived.kind-excerpt": [
    "一段录像的节选；本条目不是设备直接录制的原件。",
    "A part of a recording. It is not what a device recorded itself.",
  ],
  "moment.title": ["此刻", "This moment"],
  "moment.cite": ["引用此刻", "Cite this moment"],
  "moment.text-name": ["引用文字", "citation"],
  "moment.json-name": ["JSON 格式的引用", "JSON of the citation"],
  "moment.command-name": ["核对命令", "command that checks it"],
  "moment.text-picture": [
    "条目 {{item}}（原件 SHA-256 {{sha256}}），{{at}} 秒处；画面自 {{pictureAt}} 秒起，时间戳 {{pts}}（{{timeBase}}），解码后（{{pixelFormat}}）SHA-256 {{frameSha256}}；设备时间 {{wall}}；{{page}}",
    "Item {{item}} (original SHA-256 {{sha256}}), at {{at}} s; the picture stands from {{pictureAt}} s on, time stamp {{pts}} ({{timeBase}}), SHA-256 as decoded ({{pixelFormat}}) {{frameSha256}}; device time {{wall}}; {{page}}",
  ],
  "moment.picture-waiting": ["画面摘要正在生成…", "The picture's digest is being made…"],
  "moment.picture-made": [
    "任何人都可用原件和 ffmpeg 核对画面摘要：把 SOURCE 换成原件，下列命令输出的最后一项应与之相同。",
    "Anybody can check the picture's digest with the original and ffmpeg: with the original in place of SOURCE this prints it last.",
  ],
  "moment.picture-none": ["没有画面摘要：", "There is no digest of a picture:"],
  "moment.picture-failed": [
    "画面摘要未能生成，再次引用时会重试：",
    "The picture's digest could not be made; it is tried anew when somebody cites the moment again:",
  ],
  "moment.picture-hidden": ["画面摘要不向您显示：", "The picture's digest is not shown to you:"],
  "moment.no-wall": ["设备未声明", "not declared"],
  "moment.text": [
    "条目 {{item}}（原件 SHA-256 {{sha256}}），{{at}} 秒处；设备时间 {{wall}}；{{page}}",
    "Item {{item}} (original SHA-256 {{sha256}}), at {{at}} s; device time {{wall}}; {{page}}",
  ],
  "still.take": ["截取此画面", "Take this picture"],
  "still.note": [
    "{{at}} 处的画面成为新的证据条目（PNG，无损，原尺寸），与来源同样保密；它的时间戳和摘要写入签名说明。",
    "The picture at {{at}} becomes an item of its own (PNG, lossless, full size), as secret as this one; its time stamp and digest are part of what is signed.",
  ],
  "still.text": [
    "条目 {{item}}（原件 SHA-256 {{sha256}}），{{at}} 秒处的画面：时间戳 {{pts}}（{{timeBase}}），此前 {{frame}} 幅；设备时间 {{wall}}；画面 SHA-256 {{frameSha256}}",
    "Item {{item}} (original SHA-256 {{sha256}}), the picture at {{at}} s: time stamp {{pts}} ({{timeBase}}), {{frame}} pictures before it; device time {{wall}}; picture SHA-256 {{frameSha256}}",
  ],
  "excerpt.title": ["节选", "Excerpt"],
  "excerpt.from": ["从此处", "From here"],
  "excerpt.to": ["到此处", "To here"],
  "excerpt.make": ["制作节选", "Make an excerpt"],
  "excerpt.unset": ["未定", "not set"],
  "excerpt.range": ["从 {{from}} 到 {{to}}", "From {{from}} to {{to}}"],
  "excerpt.note": [
    "节选是新的证据条目，与来源同样保密；实际取用的范围写入签名说明。",
    "It becomes an item of its own, as secret as this one; what is really in it is part of what is signed.",
  ],
  "excerpt.how": ["方法", "How"],
  "excerpt.how-packets": [
    "原样取用，不重新编码；从此前的关键帧起，可能早几秒",
    "As it is, not coded anew; from the key frame before on, so some seconds more",
  ],
  "excerpt.how-exact": ["只取范围内的画面，重新编码", "Just the pictures of the range, coded anew"],
  "excerpt.is-packets": [
    "请求的范围：{{from}} 秒至 {{to}} 秒；数据包原样取用，没有重新编码。",
    "Asked for: {{from}} s to {{to}} s. Its packets are those of the recording, none coded anew.",
  ],
  "excerpt.is-exact": [
    "请求的范围：{{from}} 秒至 {{to}} 秒；只取其中的画面，重新编码。",
    "Asked for: {{from}} s to {{to}} s. Just the pictures of the range, coded anew.",
  ],
  "excerpt.span-video": [
    "画面：来源的 {{first}} 秒至 {{last}} 秒（{{count}} 个数据包）",
    "Picture: {{first}} s to {{last}} s of the recording ({{count}} packets)",
  ],
  "excerpt.span-audio": [
    "声音：来源的 {{first}} 秒至 {{last}} 秒（{{count}} 个数据包）",
    "Sound: {{first}} s to {{last}} s of the recording ({{count}} packets)",
  ],
  "derived.kind-redacted": [
    "一段录像的遮挡版：部分画面被遮住或部分声音被消去，全部重新编码；本条目不是设备直接录制的原件。",
    "A recording with parts of its picture covered or of its sound silenced, all of it coded anew. It is not what a device recorded itself.",
  ],
  "redact.title": ["遮挡", "Hide parts"],
  "redact.lead": [
    "从播放位置起遮挡。方框直接画在播放器画面上：拖动移动，拖右下角改变大小；用键盘时方向键移动，按住 Shift 改变大小。",
    "Hidden from where the player stands. Boxes stand on its picture: drag one to move it, its corner to resize it; by keyboard the arrows move it, with Shift they resize it.",
  ],
  "redact.box": ["添加方框", "Hide a box"],
  "redact.sound": ["消去声音", "Hide sound"],
  "redact.make": ["制作遮挡版", "Make a redacted recording"],
  "redact.note": [
    "遮挡版是新的证据条目，全部重新编码，与来源同样保密。每个方框四周会扩大，并提前、延后各 0.2 秒；保存之前逐像素核对，有残留就不保存。",
    "It becomes an item of its own, all coded anew, as secret as this one. Each box is grown on all sides and held 0.2 s before and after; every covered pixel is looked at before it is kept, and it is thrown away if something is left.",
  ],
  "redact.weak-picture": [
    "马赛克和模糊可被部分还原；不得再被认出的人请用实色。",
    "Pixels and a blur can be undone in part; take solid where nobody may be known again.",
  ],
  "redact.weak-sound": [
    "变调的嗓音可以被还原并认出；不得再被认出的人请用静音。",
    "A lower voice can be turned back and known; mute where nobody may be known again.",
  ],
  "redact.box-number": ["方框 {{number}}", "Box {{number}}"],
  "redact.sound-number": ["声音 {{number}}", "Sound {{number}}"],
  "redact.box-keys": [
    "方框 {{number}}：方向键移动，按住 Shift 改变大小",
    "Box {{number}}: arrows move it, with Shift they resize it",
  ],
  "redact.of": ["对{{name}}：{{what}}", "{{what}}: {{name}}"],
  "redact.how-of": ["{{name}}的方式", "How {{name}} is hidden"],
  "redact.fill-solid": ["实色", "Solid"],
  "redact.fill-pixelate": ["马赛克", "Pixels"],
  "redact.fill-blur": ["模糊", "Blur"],
  "redact.voice-mute": ["静音", "Mute"],
  "redact.voice-pitch": ["变调", "Lower voice"],
  "redact.point": ["此刻在此", "It is here now"],
  "redact.points": ["移动，经过 {{count}} 点", "moves, by {{count}} points"],
  "redact.remove": ["去掉", "Remove"],
  "redacted.mask-solid": ["画面遮挡（实色）", "Box, solid"],
  "redacted.mask-pixelate": [
    "画面遮挡（马赛克，可被部分还原）",
    "Box of pixels (can be undone in part)",
  ],
  "redacted.mask-blur": ["画面遮挡（模糊，可被部分还原）", "Blurred box (can be undone in part)"],
  "redacted.sound-mute": ["声音静音", "Silence"],
  "redacted.sound-pitch": ["嗓音变调（可被还原）", "Lower voice (can be turned back)"],
  "redacted.range": ["从 {{from}} 到 {{to}}", "from {{from}} to {{to}}"],
  "redacted.to-the-end": ["结尾", "the end"],
  "redacted.proof": [
    "收存前已核对：{{frames}} 帧中 {{covered}} 帧有遮挡，逐像素核对；{{samples}} 个声音样本中 {{silent}} 个为静音；{{packets}} 个数据包无一与来源相同",
    "Looked at before it was kept: every covered pixel in {{covered}} of {{frames}} frames; {{silent}} of {{samples}} samples are silence; of {{packets}} packets none is one of the source",
  ],
  "derived.kind-still": [
    "录像中的一幅画面，按显示方向、原尺寸。",
    "One picture of a recording, upright and at full size.",
  ],
  "derived.begins": ["{{seconds}} 秒处", "at {{seconds}} s"],
  "derived.begun": ["{{time}} 开始的录像", "recording begun {{time}}"],
  "derived.how": ["制作方法", "How it was made"],
  "derived.packets-video": [
    "全部画面数据包的 SHA-256（来源与成品相同）：",
    "SHA-256 over all packets of the picture, the same in inputs and outcome:",
  ],
  "derived.packets-audio": [
    "全部声音数据包的 SHA-256（来源与成品相同）：",
    "SHA-256 over all packets of the sound, the same in inputs and outcome:",
  ],
  "derived.input-of": ["由本条目制成", "Made of this item"],
  "derived.state-waiting": ["制作中", "being made"],
  "derived.state-received": ["已收存", "taken in"],
  "derived.state-failed": ["未能制作", "not made"],
  "code.derived/takes-differ": [
    "各段编码方式不同，不能不经重新编码而相接；请按编号分成几个录像。",
    "The takes are coded in different ways; join them in parts, by their numbers.",
  ],
  "code.derived/not-joinable": [
    "其中一段的格式不能相接；请避开它，分成几个录像。",
    "A take is in a container that cannot be joined; leave it out, in parts.",
  ],
  "code.derived/input-gone": [
    "来源录像已被处置或被隔离；请选用现存的录像。",
    "What it was to be made of was disposed of or is in quarantine; take what is there.",
  ],
  "code.derived/empty-range": [
    "范围是空的；终点必须在起点之后。",
    "The range is empty; its end must lie behind its beginning.",
  ],
  "code.derived/beyond-recording": [
    "范围在录像结束之后；请在录像之内选择。",
    "The range begins behind the recording's end; name one within it.",
  ],
  "code.derived/longer-than-recording": [
    "范围比录像还长；请在录像之内选择。",
    "The range is longer than the recording; name one within it.",
  ],
  "code.derived/too-long": [
    "超过一次重新编码的上限（六小时）；请原样取用，或分段制作。",
    "More than six hours are not coded anew at once; take it over as it is, or in parts.",
  ],
  "code.derived/nothing-in-range": [
    "该范围内没有画面也没有声音；请另选范围。",
    "There is no picture and no sound in the range; name another one.",
  ],
  "code.derived/no-picture": [
    "此处没有活动画面；请只引用时刻。",
    "There is no moving picture at this moment; cite the moment alone.",
  ],
  "code.derived/damaged-there": [
    "录像在此处损坏，不同解码器得出的画面不同；请引用损坏处之前或之后的画面。",
    "The recording is damaged there, and decoders differ in what they make of it; cite a picture before or behind the damage.",
  ],
  "code.derived/not-as-it-is": [
    "MP4 不能原样容纳这种编码；请选择重新编码。",
    "An MP4 does not hold this coding as it is; have it coded anew.",
  ],
  "code.derived/pictures-missing": [
    "范围内有画面无法解码；请选择原样取用。",
    "Not every picture of the range comes out; take it over as it is.",
  ],
  "code.derived/still-there": [
    "核对发现应遮挡的内容仍有残留，已销毁；请改用覆盖整幅画面的实色遮挡，并报告该录像。",
    "Something of what was to be hidden was left, and it was thrown away. Ask with one solid box over the whole picture, and report the recording.",
  ],
  "code.derived/nothing-hidden": [
    "有遮挡落在录像之外，或录像没有画面或声音；请改正遮挡的时间。",
    "A mask lies where the recording has nothing; name times that lie in it.",
  ],
  "code.derived/photograph": [
    "照片只能遮挡画面，每个方框只有一个位置；没有移动，也没有声音。",
    "In a photograph boxes alone are hidden, each in one place; nothing moves, and nothing is heard.",
  ],
  "code.derived/times-broken": [
    "录像中有多幅画面时间相同；请先制作重新编码的节选，再对其遮挡。",
    "Pictures of the recording stand at one time; have an excerpt coded anew, and redact that one.",
  ],
  "code.derived/too-many-boxes": [
    "移动的遮挡经过的画面太多；请分段遮挡。",
    "The boxes move through too many pictures; hide in parts, one after the other.",
  ],
  "code.derived/not-made": [
    "开始制作后未能完成；请再次请求。",
    "It was begun and could not be made to its end; ask again.",
  ],
  "code.derived/no-takes": [
    "没有这样的段；请刷新页面查看。",
    "There are no such takes; look at the session again.",
  ],
  "code.derived/too-many": [
    "段数超过一次合成的上限；请分成几个录像。",
    "More takes than one recording is joined of; join them in parts.",
  ],
  "code.derived/not-sealed-yet": [
    "来源录像还没有全部封存；请稍后再试。",
    "Not all of it is sealed yet; ask again a little later.",
  ],
  "code.derived/which-track": [
    "该通道有几条轨道；请指明一条。",
    "The channel has several tracks; name one of them.",
  ],
  "code.derived/which-channel": [
    "该场次有几个通道；请指明一个。",
    "The session has several channels; name one of them.",
  ],
  "code.derived/still-runs": [
    "录制尚未结束；请先停止。",
    "The session is not over yet; stop it first.",
  ],
  "code.derived/under-way": [
    "同样的录像正在制作；请稍候。",
    "The same is being made already; wait for it.",
  ],
  "code.sealing/derivation-differs": [
    "存储的字节与制作的不符；条目未封存，请核对存储与数据库。",
    "Other bytes than were made here; the item stays unsealed. Compare the store with the database.",
  ],
  "code.derived/no-such-request": ["没有这样的请求。", "Nothing was asked for under this address."],
} as const satisfies Texts;
