package segment

import "strings"

// Class is a set of meanings that the class names, ids and similar attributes
// of an element suggest.
type Class uint32

// What class and id words of news sites mean, in the languages met.
const (
	ClassBody Class = 1 << iota
	ClassLead
	ClassByline
	ClassCaption
	ClassRelated
	ClassPrompt
	ClassShare
	ClassComment
	ClassNav
	ClassAd
	ClassAside
	ClassTags
	ClassHidden
	ClassQuote
	ClassEmbed
	ClassTitle
	ClassList
	ClassDate
	ClassParagraph
	classCount = iota
)

// classWords lists the words by meaning. A word may have several.
var classWords = buildClassWords(map[Class]string{
	ClassBody: `article articles body content contents text story post entry artikel inhalt corpo
		cuerpo texte contenido conteudo contenu testo texto brodtext brødtekst tekst tresc treść
		richtext maincontent articlebody storybody articletext detail details news read main wysiwyg prose copy`,
	ClassLead: `standfirst lead intro summary subtitle dek deck chapeau entradilla sumario sommario
		ingress vorspann abstract subheadline lede excerpt bajada lid underrubrik manchet synopsis
		subhead description bullets highlights takeaways keypoints subheading copete perex occhiello chapo sapo ingres manchete
		linhafina liner leadtext leadin teasertext unterzeile untertitel antetitulo spot sous soustitre`,
	ClassByline: `author authors byline bylines autor autoren autore auteur auteurs writer reporter
		contributor meta source bio authorbox journalist redaktion signature credits verfasser editor`,
	ClassDate: `date time timestamp datum fecha data datetime published publish publication updated
		modified dateline pubdate hora clock`,
	ClassCaption: `caption captions figure figcaption image images photo photos picture pictures gallery
		bild bilder bildunterschrift foto fotos media legend legende img slideshow credit copyright
		carousel slide lightbox didascalia thumbnail thumb pie epigrafe fotograf zoom`,
	ClassRelated: `related recommend recommended recommendation recommendations teaser teasers more also
		recirc recirculation trending popular most mostread latest outbrain taboola similar mehr weitere
		verwandt readmore readalso next previous prev upnext promo promos card cards suggestion suggested
		links linklist relacionadas relacionados lire aussi ranking top interesting collection feed river
		storylist leggi correlati associes weiterlesen topstories hot newest headlines read_next`,
	ClassPrompt: `newsletter newsletters subscribe subscription subscriptions signup paywall donate
		donation donations consent cookie cookies gdpr cmp register registration login signin abo
		membership member support piano regwall abonnement abonnieren cta optin onetrust overlay popup
		modal dialog notification push app offer premium wall barrier spenden contribute survey privacy`,
	ClassShare: `share sharing shares social follow facebook twitter whatsapp toolbar tools tool
		bookmark sns addthis print email teilen partager compartir actions reactions like likes`,
	ClassComment: `comment comments disqus discussion reply replies kommentar kommentare respond
		commentaires comentarios commenti opinions responses talkback forum conversation coral viafoura`,
	ClassNav: `nav navigation navbar menu breadcrumb breadcrumbs header footer topbar masthead pagination
		pager skip sitemap submenu hamburger search brand logo bottom copyright site global crumb footnav
		tabs tab toc`,
	ClassAd: `ad ads advert advertisement advertising sponsor sponsored sponsors werbung anzeige banner
		adslot dfp gpt adsense publicidad publicite pub reklam reklama advertorial adv commercial adbox`,
	ClassAside: `aside sidebar widget widgets rail box infobox factbox module marginalia side secondary
		complementary right left column inset info fact facts kasten glossary tooltip chart poll quiz`,
	ClassTags: `tag tags topic topics keyword keywords label labels category categories rubrik theme themes
		kicker eyebrow section etiquetas schlagwort schlagworte overline dachzeile roofline channel`,
	ClassHidden: `hidden hide visually sr screen offscreen invisible accessibility a11y sronly none
		screenreader assistive noprint printonly`,
	ClassQuote: `pullquote quote quotes zitat blockquote cita citation pull citazione testimonial`,
	ClassEmbed: `embed embeds embedded tweet instagram youtube video videos audio player podcast iframe
		tiktok oembed podlove listen livestream`,
	ClassTitle: `title headline headlines titulo titel titre heading hed h1 rubrik otsikko titolo`,
	ClassList:  `list lists items item ul grid row stack`,
	ClassParagraph: `paragraph paragraphs para p absatz paragraphe parrafo textblock bodytext parag graf
		articleparagraph text-block`,
})

func buildClassWords(lists map[Class]string) map[string]Class {
	words := map[string]Class{}
	for class, list := range lists {
		for w := range strings.FieldsSeq(list) {
			words[w] |= class
		}
	}
	return words
}

// maxAttribute bounds how much of an attribute is read, in bytes; utility
// classes can run to kilobytes.
const maxAttribute = 400

// classOf reads the words of an attribute: "ArticleBody-lead" has three.
func classOf(value string) Class {
	value = value[:min(len(value), maxAttribute)]
	var class Class
	start := 0
	flush := func(end int) {
		if end-start > 1 || end-start == 1 && value[start] == 'p' {
			class |= classWords[strings.ToLower(value[start:end])]
		}
	}
	for i := 0; i < len(value); i++ {
		c := value[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
		camel := letter && i > start && c >= 'A' && c <= 'Z' && value[i-1] >= 'a' && value[i-1] <= 'z'
		if letter && !camel {
			continue
		}
		flush(i)
		start = i
		if !letter {
			start = i + 1
		}
	}
	flush(len(value))
	return class
}

// Phrase is a set of meanings that the words of a block suggest.
type Phrase uint16

// What the words of a short block say it is.
const (
	PhrasePrompt Phrase = 1 << iota
	PhraseRelated
	PhraseCredit
	PhraseShare
	PhraseRights
	PhraseUpdated
	PhraseByline
	PhraseAd
	PhraseConsent
	PhraseComment
	phraseCount = iota
)

var phrases = []struct {
	mean  Phrase
	words []string
}{
	{PhrasePrompt, []string{"newsletter", "subscribe", "sign up", "sign in", "log in", "subscriber",
		"inbox", "support us", "donate", "contribute", "unsubscribe", "free trial", "download the app",
		"get the app", "our app", "abonnieren", "abonnement", "anmelden", "jetzt testen", "kostenlos",
		"s'abonner", "abonnez", "inscrivez", "suscríb", "suscrib", "boletín", "iscriviti", "abbonati",
		"assine", "cadastre", "prenumerera", "zapisz się", "prenumerat", "подпис", "abone ol", "langganan",
		"訂閱", "订阅", "登録", "会員", "구독", "whatsapp channel", "telegram", "exclusive", "premium", "spenden"}},
	{PhraseRelated, []string{"read more", "read also", "also read", "read next", "see also", "related",
		"recommended", "more on", "more from", "most read", "you may also", "you might also", "don't miss",
		"mehr zum thema", "lesen sie", "mehr dazu", "auch interessant", "weitere", "das könnte",
		"lire aussi", "à lire", "voir aussi", "lea también", "lee también", "te puede interesar",
		"leggi anche", "leia também", "leia mais", "saiba mais", "veja também", "läs också", "läs mer",
		"les også", "læs også", "lees ook", "czytaj", "zobacz", "przeczytaj", "читайте", "по теме",
		"διαβάστε", "baca juga", "ayrıca", "关联", "相关", "延伸閱讀", "関連", "あわせて読みたい",
		"관련기사", "watch:", "listen:", "up next", "trending", "latest news", "top stories"}},
	{PhraseCredit, []string{"photo:", "photo by", "photograph", "image:", "picture:", "credit", "foto:",
		"bild:", "photo credit", "getty", "reuters/", "shutterstock", "imago", "afp via", "ap photo",
		"/dpa", "picture alliance", "courtesy of", "fot.", "фото", "foto ", "via getty", "© "}},
	{PhraseShare, []string{"share this", "share on", "facebook", "twitter", "whatsapp", "copy link",
		"teilen", "partager", "compartir", "condividi", "compartilh", "udostępnij", "поделиться",
		"email this", "follow us", "folgen sie", "seguici", "síguenos", "print this", "linkedin"}},
	{PhraseRights, []string{"all rights reserved", "copyright", "©", "alle rechte", "tous droits",
		"derechos reservados", "riproduzione riservata", "direitos reservados", "terms of", "privacy policy",
		"無断", "版权", "저작권", "무단", "wszelkie prawa", "первоисточник", "may not be published"}},
	{PhraseUpdated, []string{"updated", "published", "last modified", "posted", "aktualisiert", "veröffentlicht",
		"stand:", "publié", "mis à jour", "actualizado", "publicado", "aggiornato", "pubblicato", "atualizado",
		"uppdaterad", "publicerad", "opublikowano", "aktualizacja", "опубликован", "обновлено", "更新", "発表",
		"입력", "수정", "min read", "minutes read", "lesezeit", "minuten", "δημοσίευση"}},
	{PhraseByline, []string{"by ", "von ", "par ", "por ", "di ", "av ", "af ", "door ", "text:", "autor:",
		"reporting by", "editing by", "writing by", "written by", "correspondent", "is a reporter",
		"is a journalist", "follow him", "follow her", "redaktion", "reporter", "記者", "记者", "기자", "责任编辑"}},
	{PhraseAd, []string{"advertisement", "anzeige", "publicité", "publicidad", "pubblicità", "reklama",
		"sponsored", "advertise", "werbung", "annonse", "annons", "реклама", "広告", "광고", "promoted"}},
	{PhraseComment, []string{"reply", "replies", "says:", "said:", "log in to", "leave a comment", "upvote", "permalink",
		"report abuse", "comments", "antworten", "kommentar", "melden", "répondre", "signaler", "commentaire", "responder", "comentario",
		"comentário", "rispondi", "commenti", "odpowiedz", "komentarz", "zgłoś", "ответить", "комментар", "απάντηση", "σχόλι",
		"svara", "svar", "reageer", "yanıtla", "yorum", "コメント", "返信", "评论", "回复", "댓글", "답글"}},
	{PhraseConsent, []string{"cookie", "consent", "privacy", "personal data", "javascript", "browser",
		"adblock", "ad blocker", "datenschutz", "einwilligung", "zustimm", "externer inhalt", "externen inhalt",
		"confidentialité", "privacidad", "third-party"}},
}

// maxPhraseText bounds how long a block may be to be read for phrases, in
// bytes: what is longer is prose that may well speak of newsletters.
const maxPhraseText = 300

// phraseIndex finds the phrases that can begin at a place by its first two
// bytes, so that a block is read once however many phrases there are; nil for a
// first byte with which none begins.
var phraseIndex = buildPhraseIndex()

type indexedPhrase struct {
	rest  string // after the first two bytes
	mean  Phrase
	first bool // only at the beginning of the block
}

func buildPhraseIndex() *[256]*[256][]indexedPhrase {
	var index [256]*[256][]indexedPhrase
	for _, p := range phrases {
		for _, w := range p.words {
			if index[w[0]] == nil {
				index[w[0]] = &[256][]indexedPhrase{}
			}
			at := &index[w[0]][w[1]]
			first := p.mean == PhraseByline && strings.HasSuffix(w, " ")
			*at = append(*at, indexedPhrase{w[2:], p.mean, first})
		}
	}
	return &index
}

// phrasesOf reads the start of a block that is in lower case.
func phrasesOf(lower string) Phrase {
	lower = lower[:min(len(lower), maxPhraseText)]
	var mean Phrase
	for i := 0; i+1 < len(lower); i++ {
		second := phraseIndex[lower[i]]
		if second == nil {
			continue
		}
		for _, p := range second[lower[i+1]] {
			if mean&p.mean == 0 && (i == 0 || !p.first) && strings.HasPrefix(lower[i+2:], p.rest) {
				mean |= p.mean
			}
		}
	}
	return mean
}

// lowerStart is at least the part of a text in lower case that phrasesOf reads.
func lowerStart(text string) string {
	start := text[:min(len(text), maxPhraseText)]
	for i := range len(start) {
		if start[i] >= 0x80 {
			return strings.ToLower(text) // other letters may change their length
		}
	}
	return strings.ToLower(start)
}
