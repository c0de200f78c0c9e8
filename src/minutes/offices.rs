//! The words of offices, departments and organisations, each in one place: labels of speakers (`roles`) and lists of
//! people (`header::names`) read the same ones. Parted by spaces; one text weighs less than a table of words.

/// Offices that end a label and stand in lists. Longer ones win, so that 副大臣 is not read as 大臣.
pub(super) const OFFICES: &str = "\
    内閣総理大臣 国務大臣 副大臣 大臣政務官 政務官 大臣 政府参考人 参考人 公述人 証人 政府委員 説明員 \
    事務総長 参事官 参事 議長代理 議長職務代理者 副議長 議長 委員長代理 副委員長 小委員長 委員長 主査 \
    会長代理 副会長 部会長代理 部会長 分科会長 会長 座長代理 副座長 座長 専門委員 臨時委員 特別委員 \
    監査委員 選挙管理委員 農業委員 委員 構成員 理事長 副理事長 理事 監事 幹事長 幹事 オブザーバー \
    アドバイザー 事務局長 事務局次長 事務局員 事務局 事務次官 長官 審議官 官房長 局長 次長 部長 室長 \
    所長 署長 園長 館長 院長 支所長 センター長 本部長 支部長 班長 企画官 管理官 推進官 調整官 補佐官 \
    課長補佐 課長 係長 主事 主幹 主席 参与 計画官 分析官 専門官 副知事 知事 副市長 市長 副区長 区長 \
    副町長 町長 副村長 村長 郡長 教育長 議員 司会者 司会 記者 幹事社 報道官 質問者 回答者 発言者 説明者 \
    社長 副社長 専務 常務 取締役 総裁 副総裁 教授 准教授 講師 校長 副校長 教頭 教諭 学長 総長 会計管理者 \
    消防長 組合長 弁護士 相談役 進行役 書記長 町内会長 自治会長 傍聴人 ファシリテーター 執行部 理事者 \
    執行機関 報告者 発表者 提案者 趣旨説明者 立会人 監査役";

/// Offices that a heading may end in as well: believed as the end of a label only behind a name.
pub(super) const HELD: &str = "代表 補佐 主任 会計 進行 職員 担当者 書記 医師 顧問";

/// What somebody merely is at a meeting: the end of a label behind a name, and no post in a list.
pub(super) const MERELY: &str = "番 問 答 住民 市民 町民 村民 区民 参加者 出席者 保護者 提出者 隊員 当局";

/// Posts that lists print and labels do not end in.
pub(super) const LISTED: &str = "\
    名誉教授 特任教授 客員教授 助教授 助教 団長 店長 代表取締役 代表理事 税理士 公認会計士 建築士 副主幹 \
    書記官 書記次長 管理者 専門員 研究員 フェロー 教育委員 ファシリテータ 話題提供者 講演者 民生委員 \
    公募委員 分科会長代理 副部会長 副分科会長 職務代理者 職務代理 収入役 助役 出納長 技師 所員 \
    コーディネーター 副本部長 統括官 総括官 政策監 技監 危機管理監 政策官 特別補佐人 補佐人 リーダー \
    編集長 論説委員 郡副長 推進監 審議役 担当 館員 住職 分団長 庶務 事務次長 記録 司会進行 監";

/// Of all these, those that name nobody in a list when they stand behind the name of a place or an office.
pub(super) const LOCAL: &str = "\
    市長 町長 村長 区長 郡長 知事 副市長 副町長 副村長 副区長 副知事 郡副長 推進監 審議役 担当 担当者 \
    職員 館員 教諭 教頭 住職 組合長 班長 分団長 会計 庶務 幹事長 事務次長 記録 進行 司会進行 議員 監 \
    主席";

/// Words of department names. 「都市計画課長」 is an office and nobody's surname is 都市計画.
pub(super) const DEPARTMENTS: &str = "\
    都市 計画 総務 財政 財務 福祉 教育 建設 環境 上下水道 水道 下水道 税務 市民 町民 住民 村民 区民 農林 \
    農政 農業 林業 水産 漁業 産業 観光 企画 政策 健康 保健 子育て こども 子ども 防災 危機 消防 生活 安全 \
    土木 道路 施設 管理 地域 交通 商工 労働 国保 国民 介護 保険 高齢 高齢者 障害 障がい 学校 生涯 学習 \
    文化 文化財 スポーツ 広報 広聴 情報 人事 契約 会計 議会 議事 選挙 監査 経済 振興 推進 支援 対策 整備 \
    調整 庶務 秘書 統計 建築 住宅 公園 緑地 河川 港湾 空港 森林 畜産 医療 医務 病院 衛生 清掃 社会 児童 \
    保育 青少年 人権 男女 共同 参画 協働 国際 交流 デジタル 行政 行財政 改革 管財 納税 収納 資産 資産税 \
    市街地 市街 用地 技術 検査 出納 給食 戦略 統括 創生 移住 定住 まちづくり 地方 自治 法務 法制 内閣 \
    官房 主計 監督 調査 研究 事業 事務 運営 営業 経営 開発 設計 製造 品質 販売 商品 業務 総合 政務 外務 \
    厚生 警務 捜査 予防 救急 警防 救助 図書 図書館 博物館 公民 公民館 美術館 資料 資源 循環 廃棄物 \
    脱炭素 温暖化 エネルギー 特命 担当 包括 ケア 在宅 地籍 ふるさと 納付 課税 債権 代表 常務 専務 常任 \
    審議 審査 編集 本部 支所 センター 委員会 審議会 協議会 事務局 及び 第一 第二 第三 第１ 第２ 臨時 \
    名誉 特別 筆頭 主席 上席 統合 学務 指導 教務 給与 職員 厚生労働 国土 活性化 活躍 女性 未来 若者 共生 \
    多文化 ＤＸ DX ＩＣＴ ICT ＩＴ IT 子育 下水 まち 区画 雇用 文部 防衛 復興 記録 警察 主任 大臣 科学 \
    金融 銀行 大学 学部 協会 会社 法人 機構 連合 連盟 組合 事務所 支店 小学 中学 高校 高等 町内 商店 \
    農協 漁協 歯科 市立 町立 県立 村立 公立 国立 生産 流通 家庭 長寿 年金 徴収 治水 砂防 漁港 園芸 耕地 \
    農地 自然 廃棄 美化 公害 食品 薬務 感染 高度 先端 用度 工事 電算 副参事 次長 次席 橋梁 鉄道 航空 \
    海事 海洋 気象 通信 電波 電力 燃料 原子力 消費 食料 栄養 看護 市場 卸売 動物 処理 収集";

/// Ministries and the like; 「内田内閣府事務次官」 carries one between name and office.
pub(super) const MINISTRIES: &str = "\
    内閣官房 内閣府 総務省 法務省 外務省 財務省 文部科学省 厚生労働省 農林水産省 経済産業省 国土交通省 \
    環境省 防衛省 デジタル庁 復興庁 金融庁 消費者庁 こども家庭庁 警察庁 消防庁";

/// Ends of the names of organisations.
pub(super) const ORGANISATIONS: &str = "\
    株式会社 有限会社 合同会社 法人 協会 連盟 連合会 組合 大学 図書館 公民館 博物館 美術館 高校 学校 研究所 センター 機構 財団 社団 \
    公社 銀行 病院 委員会 大学院 研究院 研究科 学部 会社 （株） 連合 協議会 審議会 会議 会議所 商工会 \
    自治会 町内会 事務所 支所 支店 支部 本部 小学校 中学校 幼稚園 保育園 新聞 新聞社 放送 クラブ \
    ネットワーク 推進室 推進課 PTA ＰＴＡ NPO ＮＰＯ 事務局 婦人会 老人会 連合町会 公団 農協 漁協 振興会 \
    医師会 専攻 ゼミ 研究室 県庁 市役所 町役場 村役場";
