package address

import "strings"

// maxParameters bounds how many parameters of a query are looked at. A query
// with more is left as it is.
const maxParameters = 256

// trackingNames are the parameters that documentation of analytics,
// advertising and mailing programs names as marks of a campaign or a click.
// A name that some site uses for content (id, p, ref, source, from, s, t) is
// not among them.
var trackingNames = map[string]bool{
	// Click identifiers of advertisers and social networks.
	"fbclid": true, "gclid": true, "gclsrc": true, "dclid": true, "gbraid": true,
	"wbraid": true, "msclkid": true, "yclid": true, "ysclid": true, "twclid": true,
	"ttclid": true, "igshid": true, "igsh": true, "li_fat_id": true, "srsltid": true,
	"rdt_cid": true, "epik": true, "scclid": true, "sccid": true, "irclickid": true,
	"irgwc": true, "wickedid": true, "vmcid": true, "tblci": true, "obclid": true,
	"dicbo": true, "_openstat": true, "__twitter_impression": true,
	"fb_action_ids": true, "fb_action_types": true, "fb_source": true, "fb_ref": true,
	// Analytics: linker parameters and campaign marks.
	"_ga": true, "_gl": true, "_gac": true, "mkt_tok": true, "wt_mc": true, "wt_zmc": true,
	"at_medium": true, "at_campaign": true, "at_campaign_type": true, "at_custom1": true,
	"at_custom2": true, "at_custom3": true, "at_custom4": true, "at_link_id": true,
	"at_link_origin": true, "at_link_type": true, "at_ptr_name": true, "at_bbc_team": true,
	"at_format": true, "s_cid": true, "s_kwcid": true, "ef_id": true, "cmpid": true,
	"icid": true, "ns_mchannel": true, "ns_source": true, "ns_campaign": true,
	"ns_linkname": true, "ns_fee": true, "echobox": true, "ocid": true, "xtor": true,
	"pk_campaign": true, "pk_kwd": true, "pk_source": true, "pk_medium": true,
	"pk_keyword": true, "pk_content": true, "pk_cid": true, "piwik_campaign": true,
	"piwik_kwd": true, "piwik_keyword": true, "spm": true,
	// Mailing programs.
	"mc_cid": true, "mc_eid": true, "_hsenc": true, "_hsmi": true, "__hssc": true,
	"__hstc": true, "__hsfp": true, "hsctatracking": true, "vero_id": true,
	"vero_conv": true, "oly_enc_id": true, "oly_anon_id": true, "ml_subscriber": true,
	"ml_subscriber_hash": true, "_ke": true, "nr_email_referer": true, "_bta_tid": true,
	"_bta_c": true, "trk_contact": true, "trk_msg": true, "trk_module": true, "trk_sid": true,
	"guccounter": true, "guce_referrer": true, "guce_referrer_sig": true,
}

// trackingPrefixes begin names that belong to one program each.
var trackingPrefixes = []string{"utm_", "mtm_", "matomo_", "hsa_", "ga_campaign"}

// dropTracking removes the parameters of a query that only say where a reader
// came from, and keeps the others in their order and spelling.
func dropTracking(query string) string {
	if query == "" || strings.Count(query, "&") >= maxParameters {
		return query
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		name, _, _ := strings.Cut(part, "=")
		if !isTracking(strings.ToLower(name)) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

func isTracking(name string) bool {
	if trackingNames[name] {
		return true
	}
	for _, p := range trackingPrefixes {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}
