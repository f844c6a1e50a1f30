package date

// abbreviations are zone names with one meaning, in hours east of UTC. The
// names of RFC 822 are among them: in feeds they mean North America unless
// the outlet's place says otherwise. From the IANA database.
var abbreviations = map[string]float64{
	"est": -5, "edt": -4, "cdt": -5, "mdt": -6, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "nst": -3.5, "ndt": -2.5, "adt": -3,
	"wet": 0, "west": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "met": 1, "mest": 2, "eet": 2, "eest": 3,
	"msk": 3, "msd": 4, "мск": 3, "trt": 3, "samt": 4, "yekt": 5, "omst": 6, "krat": 7, "irkt": 8, "yakt": 9, "vlat": 10, "magt": 11, "pett": 12,
	"jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "myt": 8, "pht": 8, "wib": 7, "wita": 8, "wit": 9, "ict": 7, "npt": 5.75, "pkt": 5, "uzt": 5, "tjt": 5,
	"aest": 10, "aedt": 11, "acst": 9.5, "acdt": 10.5, "awst": 8, "nzst": 12, "nzdt": 13, "chst": 10, "fjt": 12,
	"brt": -3, "brst": -2, "clt": -4, "clst": -3, "cot": -5, "pet": -5, "vet": -4, "bot": -4, "uyt": -3, "gyt": -4,
	"sast": 2, "cat": 2, "eat": 3, "wat": 1, "irst": 3.5, "irdt": 4.5, "idt": 3, "azt": 4, "mvt": 5, "slst": 5.5,
}

// ambiguousZones are names with several meanings, by language; the meaning
// under "" holds where the language does not tell. A zone database of the
// outlet's place comes before this.
var ambiguousZones = map[string]map[string]float64{
	"cst": {"": -6, "zh": 8},
	"mst": {"": -7, "ms": 8, "my": 6.5},
	"pst": {"": -8, "fil": 8, "tl": 8},
	"ist": {"": 5.5, "he": 2, "iw": 2, "ga": 1},
	"bst": {"": 1, "bn": 6},
	"ast": {"": -4, "ar": 3},
	"gst": {"": 4},
	"amt": {"hy": 4, "": -4},
	"art": {"": -3},
	"get": {"": 4},
}

// zoneAreas are names that stand for a place with summer time.
var zoneAreas = map[string]string{
	"est5edt": "America/New_York", "cst6cdt": "America/Chicago", "mst7mdt": "America/Denver", "pst8pdt": "America/Los_Angeles",
	"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}
