package translate

import (
	"slices"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name, language, source, target string
		want                           []Kind
	}{
		{"good", "de", "Der Bürgermeister eröffnete die Brücke.", "The mayor opened the bridge.", nil},
		{"nothing to say", "de", "…", "", nil},
		{"empty", "de", "Die Brücke ist offen.", " ", []Kind{FaultEmpty}},
		{"far too long", "fr", "Il part.", "He leaves the house by the back door because somebody new has come to see what he is doing there.", []Kind{FaultLength}},
		{"far too short", "fr", "Le maire a ouvert le nouveau pont ce matin devant une foule nombreuse et joyeuse.", "Yes.", []Kind{FaultLength}},
		{"Chinese is dense", "zh", "市长今天上午宣布新桥开放。", "The mayor announced this morning that the new bridge is open.", nil},
		{"left in its script", "mk", "Градоначалникот го отвори мостот.", "The градоначалникот opened the мостот.", []Kind{FaultScript}},
		{"a quoted title", "ru", "Вышла книга «Мир».", "The book “Мир” (Peace) was published in the city.", nil},

		// The kind of case 028.
		{"loop of words", "fr", "Les passants se sont arrêtés sur la place devant le théâtre.",
			"The passers-by stopped in the square, in the square, in the square, in the square, in the square", []Kind{FaultLoop}},
		{"repeated in the original", "fr", "« Jamais, jamais et jamais », dit la ministre.", `"Never, never and never," says the minister.`, nil},
		{"chant", "fr", "Plus vite, plus vite, plus vite, criait la foule.", "Faster, faster, faster, shouted the crowd.", nil},
		{"Chinese chant", "zh", "球迷高喊加油加油加油加油。", "The fans shouted go, go, go, go.", nil},
		{"loop of letters", "it", "La sindaca ha parlato a lungo ieri.", "The mayor " + strings.Repeat("ha", 40), []Kind{FaultLoop}},
		{"loop with changes", "de", strings.Repeat("Er sprach lange über neue Wege, alte Brücken, breite Straßen und schmale Gassen der Stadt. ", 2),
			strings.Repeat("the road of the city and ", 8), []Kind{FaultLoop}},

		// The kind of case 029.
		{"digits lost", "da", "Broen kostede 3.400.225 kroner i 2023.", "The bridge cost 3,400,25 kroner in 2023.", []Kind{FaultFigures}},
		{"grouping differs", "da", "Broen kostede 3.400.225 kroner i 2023.", "The bridge cost 3,400,225 kroner in 2023.", nil},
		{"decimal lost", "de", "Der Umsatz sank auf 2,7 Mrd. Euro.", "Sales fell to 27 billion euros.", []Kind{FaultFigures}},
		{"scale lost", "de", "Der Umsatz sank auf 2,7 Mrd. Euro.", "Sales fell to 2.7 million euros.", []Kind{FaultFigures}},
		{"scale kept", "de", "Der Umsatz sank auf 2,7 Mrd. Euro.", "Sales fell to 2.7 billion euros.", nil},
		{"Indian groups", "hi", "शहर में 3,12,450 घर हैं।", "The city has 312,450 houses.", nil},
		{"crore to million", "hi", "लागत 2.5 करोड़ रुपये है।", "The cost is 25 million rupees.", nil},
		{"ten thousands", "zh", "全市有3.5万人参加。", "In the whole city 35,000 people took part.", nil},
		{"Arabic digits", "ar", "أصيب ٣٤ شخصًا في الحريق.", "34 people were injured in the fire.", nil},
		{"Arabic digits turned", "ar", "أصيب ٣٤ شخصًا في الحريق.", "43 people were injured in the fire.", []Kind{FaultFigures}},
		{"groups by spaces", "fr", "Le 4 mai, 2 300 élèves étaient absents.", "On 4 May, 2,300 pupils were absent.", nil},
		{"small number in words", "es", "Hubo 7 heridos y 12 detenidos.", "There were seven injured and a dozen arrested.", nil},
		{"full stop read as decimal", "es", "Llegaron 1.200 personas.", "1.200 people arrived.", []Kind{FaultFigures}},
		{"date", "de", "Am 12.03.2026 um 20.30 Uhr begann es.", "It began on March 12, 2026 at 8:30 p.m.", nil},
		{"year changed", "de", "Am 12.03.2026 begann es.", "It began on 12 March 2025.", []Kind{FaultFigures}},
		{"score", "de", "Sie gewannen mit 3:1.", "They won 3-1.", nil},
		{"thousands in words", "ru", "Собрались 5 тысяч человек.", "Five thousand people gathered.", nil},
		{"decade", "es", "En los años 90 era joven.", "In the 1990s he was young.", nil},
		{"long row of digits", "de", strings.Repeat("9", 400), strings.Repeat("9", 400), nil},

		{"address kept", "es", "Más en https://diario.example/x?a=1.", "More at https://diario.example/x?a=1.", nil},
		{"address lost", "es", "Escriba a la redacción: ana@diario.example", "Write to the newsroom: ana", []Kind{FaultAddress}},

		// The kind of case 030.
		{"capitals half translated", "es", "EL AYUNTAMIENTO CIERRA LA CALLE DEL PUENTE", "EL AYUNTAMIENTO CLOSES LA CALLE OF THE BRIDGE", []Kind{FaultCopied}},
		{"sentence case", "es", "El ayuntamiento cierra la calle del puente", "The city council closes the bridge street", nil},
		{"names stay", "es", "La UE y el FMI estudian ayudar a Monte Verde", "The EU and the IMF study helping Monte Verde", nil},
		{"words left", "pt", "Os aposentados correram maldosamente pela avenida", "The aposentados correram maldosamente through the avenue", []Kind{FaultCopied}},
		{"grammar left", "fr", "Le maire et les élus dans la salle", "The mayor et les officials dans the room", []Kind{FaultCopied}},
		{"small words of English", "it", "Il ponte in centro, in costruzione in questi anni, apre", "The bridge in the centre, in construction in these years, opens", nil},
		{"grammar words of a name", "es", "El presidente de la junta de la comarca de la Cruz Blanca de la Costa dimite", "The chairman of the board of the district of Cruz Blanca de la Costa resigns", nil},
		{"words shared with English", "fr", "La nation attend une solution important", "The nation awaits an important solution", nil},
		{"name with grammar words", "pt", "Chuva em Rio de Janeiro e São José dos Campos", "Rain in Rio de Janeiro and São José dos Campos", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []Kind
			faults := Check(tt.source, tt.target, tt.language)
			for _, f := range faults {
				got = append(got, f.Kind)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("Check(%q, %q, %s) = %v, want %v", tt.source, tt.target, tt.language, faults, tt.want)
			}
		})
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("Le 3 mars, 1 200 foyers 12.03.2026 20:30", "On 3 March, 1,200 homes", "fr")
	f.Add("٣٬٤٥٦٫٧ 3.5万 \xff", "a a a a", "ar")
	f.Fuzz(func(_ *testing.T, source, target, language string) {
		Check(source, target, language)
	})
}
