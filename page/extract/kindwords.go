package extract

import "strings"

// wallMarkers are parts of addresses of scripts and frames, of form actions and
// of element ids that only pages have which stand before an article. The kind
// counts only on a page with little text.
var wallMarkers = []struct {
	code string
	kind Kind
}{
	{"/cdn-cgi/challenge-platform", KindChallenge}, {"cf-challenge", KindChallenge}, {"challenge-form", KindChallenge}, {"cf-error-details", KindChallenge},
	{"captcha-delivery.com", KindChallenge}, {"_incapsula_resource", KindChallenge}, {"px-captcha", KindChallenge}, {"perimeterx", KindChallenge},
	{"awswaf", KindChallenge}, {"ddos-guard", KindChallenge}, {"/sgcaptcha", KindChallenge}, {"hcaptcha.com", KindChallenge}, {"/aes.js", KindChallenge},
	{"sec-if-cpt-container", KindChallenge}, {"validatecaptcha", KindChallenge},
	{"consent.google", KindConsent}, {"guce.", KindConsent}, {"consent.yahoo", KindConsent}, {"privacywall", KindConsent}, {"cmp2.", KindConsent},
}

// inlineMarkers stand where the code of a wall begins.
var inlineMarkers = []struct {
	code string
	kind Kind
}{{"_cf_chl_opt", KindChallenge}, {"sucuri_cloudproxy_js", KindChallenge}}

// phrasesByKind are searched in short titles, and in the first words of pages
// that have little text.
var phrasesByKind = []struct {
	kind  Kind
	title []string
	text  []string
}{
	{KindChallenge, []string{"just a moment", "attention required", "access denied", "access to this page has been denied", "are you a robot", "are you human",
		"verify you are human", "captcha", "security check", "security verification", "ddos-guard", "ddos protection", "pardon our interruption", "checking your browser",
		"request blocked", "request unsuccessful", "you have been blocked", "403 forbidden", "forbidden", "bot verification", "one moment, please", "human verification", "anti-ddos", "you are being redirected", "you're not a robot", "you are not a robot",
		"robot check", "sicherheitsüberprüfung", "einen moment", "un instant", "vérification de sécurité", "comprobación de seguridad", "проверка браузера", "доступ ограничен", "доступ запрещен",
		"请稍候", "安全验证", "安全驗證", "人机验证", "アクセスが拒否されました", "접근이 거부", "صفحة التحقق"},
		[]string{"verify you are human", "verifying you are human", "checking if the site connection is secure", "enable javascript and cookies to continue",
			"please enable js and disable any ad blocker", "press & hold to confirm", "unusual traffic from your", "unusual activity from your", "checking your browser before accessing",
			"complete the security check", "confirm you are a human", "prove that you are not a robot", "ray id:", "why have i been blocked", "your access to this site has been limited",
			"bestätigen sie, dass sie kein roboter", "vérifions que vous êtes humain", "verifique que usted es humano", "подтвердите, что вы не робот", "请完成安全验证", "ロボットではないことを確認"}},
	{KindMissing, []string{"404", "error 404", "error404", "410 gone", "not found", "page not found", "page cannot be found", "page can't be found", "page doesn't exist", "page does not exist",
		"no longer available", "article not found", "content not available", "nothing found", "oops", "seite nicht gefunden", "nicht gefunden", "nicht mehr verfügbar", "seite existiert nicht",
		"page introuvable", "page non trouvée", "introuvable", "no encontrada", "página no encontrada", "no existe la página", "não encontrada", "página não encontrada",
		"non trovata", "pagina non trovata", "pagina niet gevonden", "niet gevonden", "sidan hittades inte", "sidan finns inte", "siden ble ikke funnet", "siden findes ikke", "siden finnes ikke",
		"sivua ei löytynyt", "nie znaleziono", "strona nie istnieje", "stránka nenalezena", "stránka nebyla nalezena", "stránka nebola nájdená", "stranica nije pronađena", "страница није пронађена",
		"az oldal nem található", "pagina nu a fost găsită", "pagina nu există", "страница не найдена", "не найдена", "не найдено", "сторінку не знайдено", "страницата не е намерена", "η σελίδα δεν βρέθηκε",
		"sayfa bulunamadı", "halaman tidak ditemukan", "không tìm thấy trang", "ไม่พบหน้า", "पृष्ठ नहीं मिला", "पेज नहीं मिला", "পাতাটি পাওয়া যায়নি", "الصفحة غير موجودة", "صفحه یافت نشد", "صفحه مورد نظر",
		"הדף לא נמצא", "העמוד לא נמצא", "页面不存在", "找不到", "頁面不存在", "ページが見つかりません", "お探しのページ", "찾을 수 없", "faqja nuk u gjet", "puslapis nerastas", "lapa nav atrasta", "lehte ei leitud"},
		[]string{"the page you are looking for", "the page you were looking for", "the page you requested could not be found", "the requested url was not found", "this page is no longer available",
			"this article is no longer available", "we can't find that page", "we couldn't find the page", "die gewünschte seite", "die angeforderte seite", "la page que vous recherchez", "la page demandée",
			"la página que busca", "la página solicitada", "a página que você procura", "la pagina richiesta", "запрашиваемая страница", "запитувана сторінка", "aradığınız sayfa", "您访问的页面不存在",
			"お探しのページは", "요청하신 페이지", "الصفحة التي تبحث عنها"}},
	{KindConsent, []string{"your privacy", "privacy settings", "cookie consent", "we value your privacy", "before you continue", "consent required", "cookie settings", "cookies on", "privacy wall", "privacy gate",
		"datenschutzeinstellungen", "mit werbung weiterlesen", "zustimmung", "privacy-einstellungen", "cookie-einstellungen", "einwilligung", "consentement", "gestion des cookies", "vos choix",
		"configuración de cookies", "su privacidad", "tu privacidad", "a sua privacidade", "la tua privacy", "uw privacy", "cookie-instellingen", "din integritet", "twoja prywatność", "soukromí"},
		[]string{"we and our partners store", "we use cookies and other technologies to", "before you continue to", "yahoo is part of the yahoo family of brands", "accept all cookies to continue", "consent to the use of cookies",
			"lesen sie mit werbung", "weiterlesen mit werbung", "mit werbung und tracking", "nous et nos partenaires", "nosotros y nuestros socios", "noi e i nostri partner", "wij en onze partners", "my i nasi partnerzy"}},
	{KindLogin, []string{"log in", "login", "sign in", "sign up", "log in to continue", "register to continue", "subscribe to read", "subscribe to continue", "account login", "create account", "create an account", "create your account", "create new account", "forgot password", "forgot my password", "forgot your password",
		"forgotten password", "lost password", "password recovery", "password reset", "reset password", "reset your password", "recover your password", "recover password", "anmelden", "einloggen", "anmeldung", "passwort vergessen", "passwort zurücksetzen", "konto erstellen", "benutzerkonto anlegen", "connexion", "mot de passe oublié", "créer un compte", "créer votre compte", "se connecter", "identifiez-vous",
		"iniciar sesión", "inicia sesión", "olvidaste tu contraseña", "recuperar contraseña", "crear cuenta", "crear una cuenta", "entrar na sua conta", "fazer login", "senha perdida", "recuperar senha", "criar conta", "accedi", "password dimenticata", "recupera password", "crea un account", "inloggen", "wachtwoord vergeten", "account aanmaken", "logga in", "glömt lösenord", "skapa konto", "logg inn", "log ind", "glemt passord", "glemt adgangskode", "opret bruger", "kirjaudu", "unohditko salasanan", "zaloguj się", "logowanie", "przypomnij hasło", "przypomnienie hasła", "zapomniałem hasła", "utwórz konto", "přihlášení", "zapomenuté heslo", "prihlásenie", "zabudnuté heslo", "bejelentkezés", "elfelejtett jelszó", "autentificare",
		"войти", "вход", "авторизация", "зарегистрироваться", "восстановление пароля", "напомнить пароль", "забыли пароль", "забравена парола", "увійти", "вхід", "είσοδος", "σύνδεση", "giriş yap", "üye girişi", "şifremi unuttum", "üye ol", "masuk", "đăng nhập", "เข้าสู่ระบบ", "लॉग इन", "تسجيل الدخول", "ورود به", "התחברות", "登录", "登入", "找回密码", "用户注册", "ログイン", "パスワード再設定", "会員登録", "로그인", "회원가입", "비밀번호 찾기"},
		[]string{"forgot your password", "forgotten your password", "passwort vergessen", "mot de passe oublié", "olvidó su contraseña", "olvidaste tu contraseña", "esqueceu a senha", "password dimenticata", "wachtwoord vergeten",
			"glömt lösenord", "nie pamiętasz hasła", "забыли пароль", "забули пароль", "şifremi unuttum", "lupa kata sandi", "quên mật khẩu", "忘记密码", "忘記密碼", "パスワードをお忘れ", "비밀번호 찾기"}},
}

// missingWords are the words of titles of missing pages without the number.
var missingWords = func() []string {
	var words []string
	for _, p := range phrasesByKind {
		for _, w := range p.title {
			if p.kind == KindMissing && !strings.Contains(w, "404") {
				words = append(words, w)
			}
		}
	}
	return words
}()

// loginParts are parts of the addresses of pages on which readers say who they
// are, without hyphens and underscores.
var loginParts = phrases(`login|logon|signin|signup|auth|authentication|authenticate|register|registration|forgotpassword|forgottenpassword|lostpassword|resetpassword|passwordreset|passwordrecovery|recoverpassword|remindpassword|accountlogin|userlogin|createaccount|newaccount
	|anmelden|anmeldung|einloggen|registrieren|registrierung|passwortvergessen|connexion|inscription|identification|authentification|motdepasseoublie|iniciarsesion|iniciosesion|registro|cadastro|entrar|accedi|registrazione|inloggen|registreren|loggain|logginn|logind
	|kirjaudu|logowanie|zaloguj|rejestracja|prihlaseni|prihlasenie|prihlasit|registrace|bejelentkezes|belepes|regisztracio|autentificare|prisijungimas|prisijunkite|giris|uyeol|masuk|dangnhap|dangky`)

// liveWords in a headline say that a page goes on being written, if its entries
// have hours.
var liveWords = []string{"live", "liveblog", "live blog", "live updates", "live-ticker", "liveticker", "ticker", "news-ticker", "newsticker", "newsblog", "news-blog", "as it happened", "en direct", "le direct", "direct",
	"en vivo", "en directo", "minuto a minuto", "última hora", "ao vivo", "minuto a minuto", "diretta", "in diretta", "la diretta", "liveblogg", "senaste nytt", "direkte", "live-oppdatering", "na żywo", "relacja na żywo", "živě", "online přenos",
	"naživo", "uživo", "уживо", "élő", "percről percre", "live text", "онлайн", "онлайн-трансляция", "хроника", "наживо", "на живо", "ζωντανά", "λεπτό προς λεπτό", "canlı", "dakika dakika", "trực tiếp", "ถ่ายทอดสด", "लाइव", "লাইভ", "مباشر",
	"لحظة بلحظة", "زنده", "לייב", "עדכונים שוטפים", "直播", "滚动更新", "実況", "速報", "실시간", "생중계"}

// livePaths are parts of addresses of live pages.
var livePaths = []string{"live-blog", "liveblog", "live-updates", "liveticker", "live-ticker", "newsblog", "news-ticker", "newsticker", "/live/", "en-direct", "en-vivo", "minuto-a-minuto", "ao-vivo", "diretta"}

// listParts are parts of the addresses of lists.
var listParts = []string{"tag", "tags", "topic", "topics", "category", "categories", "section", "archive", "archives", "author", "authors", "search", "suche", "recherche", "buscar", "busca", "cerca",
	"thema", "themen", "tema", "temas", "rubrik", "rubrique", "categoria", "autor", "autoren", "auteur", "etiqueta", "etiquetas", "schlagwort", "tagi", "kategoria", "kategorie", "rubriki", "label", "latest", "page"}

// galleryParts are parts of the addresses of galleries.
var galleryParts = []string{"gallery", "galleries", "galerie", "galeria", "galería", "galleria", "bildergalerie", "bilderstrecke", "fotostrecke", "slideshow", "diaporama", "fotogaleria", "fotogaler",
	"photos/", "fotos/", "picture", "in-pictures", "fotoreportaje", "photo-essay", "bildspecial", "fototour", "foto/", "photo/"}
